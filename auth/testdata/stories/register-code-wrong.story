app mfa
say username new@contoso.example
say password Correct-Horse-1
say register sms +4915112345678
say code 000000
ask EnterCode sms register wrong_code
say code inbox
ask SignedIn kept
