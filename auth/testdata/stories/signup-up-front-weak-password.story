# The tenant refuses the password at the start. Another one, and everything else is still there.
flow up_front password displayName city?
sign up
say username ada@new.example
say new aaaaaaaaaa
ask EnterAttributes displayName
say attributes displayName=Ada_Lovelace
ask EnterNewPassword sign_up password_too_weak
say new Battery-Staple-2
ask EnterCode email sign_up
say code inbox
ask SignedIn kept
