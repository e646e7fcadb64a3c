reset password
say username federated@contoso.example
ask EnterUsername sign_in no_password federated@contoso.example
