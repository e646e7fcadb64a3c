# Optional attributes are asked for along with the required ones, because afterwards it is too late.
flow displayName city?
sign up
say username ada@new.example
say code inbox
say new Battery-Staple-2
ask EnterAttributes displayName city?
say attributes displayName=Ada_Lovelace city=London
ask SignedIn kept
