# An attribute that does not fit the tenant's pattern.
app otp
sign up
say username ada@new.example
say code inbox
ask EnterAttributes displayName extension_0123456789abcdef0123456789abcdef_membership
say attributes displayName=Ada_Lovelace extension_0123456789abcdef0123456789abcdef_membership=nonsense
ask EnterAttributes attribute_invalid
say attributes extension_0123456789abcdef0123456789abcdef_membership=AB1234
ask SignedIn kept
