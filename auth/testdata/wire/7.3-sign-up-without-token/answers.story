# Protocol-v1 section 3.3: the account exists, but the tenant gives no token to sign in with.
app otp
knob OmitFinalToken
flow up_front displayName extension_0123456789abcdef0123456789abcdef_membership
sign up
say username ada@contoso.example
say attributes displayName=Ada_Lovelace extension_0123456789abcdef0123456789abcdef_membership=AB1234
say code {code}
ask EnterUsername ada@contoso.example sign_in account_created
