# The next start is silent.
sign up
say username ada@new.example
say code inbox
say new Battery-Staple-2
say attributes displayName=Ada
ask SignedIn kept ada@new.example
restart
ask SignedIn kept ada@new.example
