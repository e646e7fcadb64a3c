# Too many wrong passwords, and the way out that the words name: a reset ends the lock.
knob PasswordTries 2
say username password@contoso.example
say password wrong-1
ask EnterPassword wrong_password
say password wrong-2
ask EnterPassword wrong_password
say password wrong-3
ask EnterPassword account_locked
say forgot
ask EnterCode email reset
say code inbox
say new Battery-Staple-2
ask SignedIn kept
