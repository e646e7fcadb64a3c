reset password
say username nobody@contoso.example
ask EnterUsername reset user_not_found nobody@contoso.example
