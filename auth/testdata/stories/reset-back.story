reset password
say username password@contoso.example
ask EnterCode reset
say back
ask EnterUsername reset password@contoso.example
say back
ask EnterUsername sign_in password@contoso.example
