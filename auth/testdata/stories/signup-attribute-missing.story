# A required attribute was left empty. Nothing is sent.
sign up
say username ada@new.example
say code inbox
say new Battery-Staple-2
ask EnterAttributes displayName
requests 5
say attributes
ask EnterAttributes answer_missing
requests 5
say attributes displayName=Ada
ask SignedIn kept
