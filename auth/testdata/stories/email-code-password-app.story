# The account decides how it signs in, not the app.
app password
say username otp@contoso.example
ask EnterCode email sign_in
say code inbox
ask SignedIn kept
