# Protocol-v1 section 10.4: an optional attribute goes along with the required one, or never.
app password
flow displayName city?
sign up
say username ada@contoso.example
say code {code}
say new Rhubarb-Pie-42
ask EnterAttributes displayName city?
say attributes displayName=Ada_Lovelace city=London
ask SignedIn kept
