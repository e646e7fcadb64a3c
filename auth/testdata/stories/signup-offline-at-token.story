# The account exists, then the network broke. Trying again signs in and makes no second account.
sign up
say username ada@new.example
say code inbox
say new Battery-Staple-2
ask EnterAttributes displayName
weather offline 1 1
say attributes displayName=Ada
fail offline
say attributes
ask SignedIn kept ada@new.example
requests 8
