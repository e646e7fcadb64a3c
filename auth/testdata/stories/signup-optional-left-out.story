# An optional attribute may stay empty.
flow displayName city?
sign up
say username ada@new.example
say code inbox
say new Battery-Staple-2
ask EnterAttributes displayName city?
say attributes displayName=Ada_Lovelace
ask SignedIn kept
