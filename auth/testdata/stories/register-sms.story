app mfa
say username new@contoso.example
say password Correct-Horse-1
ask RegisterMethod
say register sms +4915112345678
ask EnterCode sms register
say code inbox
ask SignedIn kept new@contoso.example
requests 7
