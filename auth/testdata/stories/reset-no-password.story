# The account has no password: a code signs in.
reset password
say username otp@contoso.example
ask EnterUsername sign_in no_password otp@contoso.example
say username otp@contoso.example
ask EnterCode email sign_in
say code inbox
ask SignedIn kept
