app mfa
say username new@contoso.example
say password Correct-Horse-1
say register sms +4915112345678
ask EnterCode sms register
clock 2m
say resend
ask EnterCode sms register
say code old
ask EnterCode register wrong_code
say code inbox
ask SignedIn kept
