vault hung
say username password@contoso.example
ask EnterPassword
say password Correct-Horse-1
ask SignedIn unkept vault_hung
