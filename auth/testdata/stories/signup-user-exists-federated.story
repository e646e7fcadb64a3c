sign up
say username federated@contoso.example
ask EnterUsername sign_in user_exists federated@contoso.example
