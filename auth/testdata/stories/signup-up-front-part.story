# What the program does not know of, the tenant asks for afterwards.
app otp
flow up_front displayName
sign up
say username ada@new.example
ask EnterAttributes displayName
say attributes displayName=Ada_Lovelace
ask EnterCode email sign_up
say code inbox
ask EnterAttributes not:displayName extension_0123456789abcdef0123456789abcdef_membership
say attributes extension_0123456789abcdef0123456789abcdef_membership=AB1234
ask SignedIn kept
requests 5
