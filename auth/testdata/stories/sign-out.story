# After signing out nothing is left to restore, and the address is remembered.
say username password@contoso.example
ask EnterPassword
say password Correct-Horse-1
ask SignedIn kept
sign out
restart
ask EnterUsername password@contoso.example
