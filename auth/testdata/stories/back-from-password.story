# Back keeps the address; another one can be given.
say username password@contoso.example
ask EnterPassword
say back
ask EnterUsername password@contoso.example
say username otp@contoso.example
ask EnterCode email sign_in
say code inbox
ask SignedIn kept otp@contoso.example
