# The second factor can be given in the browser too.
app mfa
say username sms@contoso.example
ask EnterPassword
say browser
ask OpenBrowser chosen
web sms@contoso.example Correct-Horse-1 sms inbox
ask SignedIn kept sms@contoso.example
