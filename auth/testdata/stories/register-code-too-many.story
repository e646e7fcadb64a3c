app mfa
say username new@contoso.example
say password Correct-Horse-1
weather too_many_codes 0 1
say register sms +4915112345678
ask RegisterMethod too_many_codes
say register email new@mail.example
ask EnterCode email register
