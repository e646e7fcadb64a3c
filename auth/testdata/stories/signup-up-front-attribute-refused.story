# The tenant refuses one attribute at the start, by name. The others stay as they were.
app otp
flow up_front displayName extension_0123456789abcdef0123456789abcdef_membership
sign up
say username ada@new.example
ask EnterAttributes displayName extension_0123456789abcdef0123456789abcdef_membership
say attributes displayName=Ada_Lovelace extension_0123456789abcdef0123456789abcdef_membership=nonsense
ask EnterAttributes attribute_invalid !extension_0123456789abcdef0123456789abcdef_membership displayName=Ada_Lovelace
say attributes extension_0123456789abcdef0123456789abcdef_membership=AB1234
ask EnterCode email sign_up
say code inbox
ask SignedIn kept ada@new.example
