app mfa
say username sms@contoso.example
ask EnterPassword
say password Correct-Horse-1
ask EnterCode sms
say code 000000
ask EnterCode sms wrong_code second_factor
say code inbox
ask SignedIn kept
