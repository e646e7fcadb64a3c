# Protocol-v1 section 7.1: everything up front, and signed in with the last token.
app password
flow up_front password displayName city?
sign up
ask EnterUsername sign_up
say username ada@contoso.example
ask EnterNewPassword sign_up
say new Rhubarb-Pie-42
ask EnterAttributes displayName city?
say attributes displayName=Ada_Lovelace city=London
ask EnterCode email sign_up
say code {code}
ask SignedIn ada@contoso.example kept
