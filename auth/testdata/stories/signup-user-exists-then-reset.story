# The address has an account whose password is long forgotten.
sign up
say username password@contoso.example
ask EnterUsername sign_in user_exists
say forgot
ask EnterCode email reset
