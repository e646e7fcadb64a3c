# The tenant asks on several screens; every round is one.
tenant rounds
app rounds
sign up
say username ada@new.example
say code inbox
say new Battery-Staple-2
ask EnterAttributes givenName surname not:city
say attributes givenName=Ada surname=Lovelace
ask EnterAttributes city not:givenName
say attributes city=London
ask EnterAttributes extension_0123456789abcdef0123456789abcdef_motto
say attributes extension_0123456789abcdef0123456789abcdef_motto=Onward
ask SignedIn kept
