# Everything is asked first: four requests.
flow up_front password displayName city?
sign up
say username ada@new.example
ask EnterNewPassword sign_up
requests 0
say new Battery-Staple-2
ask EnterAttributes displayName city?
requests 0
say attributes displayName=Ada_Lovelace city=London
ask EnterCode email sign_up
say code inbox
ask SignedIn kept ada@new.example
requests 4
