app mfa
say username new@contoso.example
say password Correct-Horse-1
ask RegisterMethod
say register email
ask RegisterMethod answer_missing
requests 4
