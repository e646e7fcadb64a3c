# With one method there is nothing to choose.
app mfa
say username sms@contoso.example
ask EnterPassword
say password Correct-Horse-1
ask EnterCode sms second_factor
say code inbox
ask SignedIn kept sms@contoso.example
requests 6
