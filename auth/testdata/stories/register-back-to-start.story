app mfa
say username new@contoso.example
say password Correct-Horse-1
ask RegisterMethod
say back
ask EnterUsername sign_in new@contoso.example
