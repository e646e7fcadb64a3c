# A policy wants a second factor: a phone number.
app mfa
sign up
say username ada@new.example
say code inbox
say new Battery-Staple-2
say attributes displayName=Ada
ask RegisterMethod email sms
say register sms +4915112345678
ask EnterCode sms register
say code inbox
ask SignedIn kept ada@new.example
