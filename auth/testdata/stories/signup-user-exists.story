# The address has an account: on to signing in, with the address kept.
sign up
say username password@contoso.example
ask EnterUsername sign_in user_exists password@contoso.example
say username password@contoso.example
ask EnterPassword password@contoso.example
say password Correct-Horse-1
ask SignedIn kept
