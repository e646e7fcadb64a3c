# No network: the question stands, and what was typed too.
weather offline 0 1
say username password@contoso.example
fail offline
say username password@contoso.example
ask EnterPassword
weather offline 0 1
say password Correct-Horse-1
fail offline
say password Correct-Horse-1
ask SignedIn kept
