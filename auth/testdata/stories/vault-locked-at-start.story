# A locked keychain is not a lost one: once it is open the session is back.
say username password@contoso.example
ask EnterPassword
say password Correct-Horse-1
ask SignedIn kept
vault locked
restart
ask EnterUsername vault_locked password@contoso.example
vault ready
restart
ask SignedIn kept
