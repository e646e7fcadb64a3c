# Back from what is asked for first, another password is thought of, and everything is asked once more.
flow up_front password displayName
sign up
say username ada@new.example
say new Battery-Staple-2
ask EnterAttributes displayName
say back
ask EnterNewPassword sign_up
say new Battery-Staple-3
ask EnterAttributes displayName
requests 0
say attributes displayName=Ada
ask EnterCode email sign_up
say code inbox
ask SignedIn kept ada@new.example
requests 4
