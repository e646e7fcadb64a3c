# The account exists, then the network broke. Whoever turns back is told so, and signs in to it.
sign up
say username ada@new.example
say code inbox
say new Battery-Staple-2
ask EnterAttributes displayName
weather offline 1 1
say attributes displayName=Ada
fail offline
say back
ask EnterUsername sign_in account_created ada@new.example
say username ada@new.example
say password Battery-Staple-2
ask SignedIn kept ada@new.example
