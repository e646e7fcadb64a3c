# Without a keychain the session lasts until the window closes, and that is said.
vault absent
say username password@contoso.example
ask EnterPassword
say password Correct-Horse-1
ask SignedIn unkept vault_absent
