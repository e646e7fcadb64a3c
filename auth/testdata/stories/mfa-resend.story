app mfa
say username sms@contoso.example
ask EnterPassword
say password Correct-Horse-1
ask EnterCode sms
clock 61s
say resend
ask EnterCode sms second_factor
say code old
ask EnterCode wrong_code
say code inbox
ask SignedIn kept
