# A password goes out as it was typed, blanks at its ends included.
sign up
say username ada@new.example
say code inbox
say new Battery Staple 2
ask EnterAttributes displayName
say attributes displayName=Ada
ask SignedIn kept
sign out
ask Accounts ada@new.example
say username ada@new.example
ask EnterPassword
say password Battery Staple 2
ask SignedIn kept
