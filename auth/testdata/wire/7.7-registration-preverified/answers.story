# Protocol-v1 section 7.7 b: after a sign-up the address is verified already, and no code is sent.
app mfa
flow up_front password displayName city?
sign up
say username ada@contoso.example
say new Rhubarb-Pie-42
say attributes displayName=Ada_Lovelace city=London
say code {code}
ask RegisterMethod email sms
say register email ada@contoso.example
ask SignedIn ada@contoso.example kept
