# A new account without a password. Five requests.
app otp
sign up
say username ada@new.example
ask EnterCode email sign_up
say code inbox
ask EnterAttributes displayName extension_0123456789abcdef0123456789abcdef_membership
say attributes displayName=Ada_Lovelace extension_0123456789abcdef0123456789abcdef_membership=AB1234
ask SignedIn kept ada@new.example
requests 5
