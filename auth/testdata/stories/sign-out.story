# After signing out nothing is left to restore, and the address is remembered.
say username password@contoso.example
ask EnterPassword
say password Correct-Horse-1
ask SignedIn kept
sign out
ask Accounts
restart
ask Accounts
say username password@contoso.example
ask EnterPassword
say password Correct-Horse-1
ask SignedIn kept
