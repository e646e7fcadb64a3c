app mfa
say username new@contoso.example
say password Correct-Horse-1
weather phone_limit 0 1
say register sms +4915112345678
ask RegisterMethod phone_limit
say register email new@mail.example
ask EnterCode email register
