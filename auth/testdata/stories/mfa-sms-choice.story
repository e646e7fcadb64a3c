# A second factor by text message, chosen from two.
app mfa
say username both@contoso.example
ask EnterPassword
say password Correct-Horse-1
ask ChooseMethod
say pick sms
ask EnterCode sms second_factor
say code inbox
ask SignedIn kept
requests 6
