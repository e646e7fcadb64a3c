# The password alone goes up front; the attributes are asked for when the tenant asks.
flow up_front password
sign up
say username ada@new.example
ask EnterNewPassword sign_up
say new Battery-Staple-2
ask EnterCode email sign_up
say code inbox
ask EnterAttributes displayName
say attributes displayName=Ada
ask SignedIn kept
requests 5
