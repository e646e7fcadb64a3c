# Protocol-v1 section 7.3: no password; another code is sent, and an attribute is refused by its regex.
app otp
sign up
say username ada@contoso.example
ask EnterCode email sign_up
clock 5m
say resend
ask EnterCode email sign_up
say code {code-2}
ask EnterAttributes displayName extension_0123456789abcdef0123456789abcdef_membership
say attributes displayName=Ada_Lovelace extension_0123456789abcdef0123456789abcdef_membership=oops
ask EnterAttributes attribute_invalid !extension_0123456789abcdef0123456789abcdef_membership displayName=Ada_Lovelace
say attributes displayName=Ada_Lovelace extension_0123456789abcdef0123456789abcdef_membership=AB1234
ask SignedIn ada@contoso.example kept
