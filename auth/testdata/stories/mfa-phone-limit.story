app mfa
say username sms@contoso.example
ask EnterPassword
weather phone_limit 0 1
say password Correct-Horse-1
ask ChooseMethod phone_limit
say pick sms
ask EnterCode sms
say code inbox
ask SignedIn kept
