# An account without a password gets a code by mail. Three requests.
app otp
ask EnterUsername
say username otp@contoso.example
ask EnterCode email sign_in
say code inbox
ask SignedIn kept otp@contoso.example
requests 3
