# Up front it is known only after the questions.
flow up_front password displayName
sign up
say username otp@contoso.example
say new Battery-Staple-2
say attributes displayName=Oli
ask EnterUsername sign_in user_exists otp@contoso.example
say username otp@contoso.example
ask EnterCode email sign_in
