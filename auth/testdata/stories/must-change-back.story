say username expired@contoso.example
say password Correct-Horse-1
ask EnterCode reset password_expired
say back
ask EnterUsername sign_in expired@contoso.example
