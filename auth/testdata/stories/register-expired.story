app mfa
say username new@contoso.example
say password Correct-Horse-1
ask RegisterMethod
clock 11m
say register sms +4915112345678
ask EnterUsername sign_in conversation_expired new@contoso.example
