# A policy wants a second factor: the address that was just proven needs no second code.
app mfa
sign up
say username ada@new.example
say code inbox
say new Battery-Staple-2
say attributes displayName=Ada
ask RegisterMethod email sms ada@new.example
say register email ada@new.example
ask SignedIn kept ada@new.example
