# The next start needs nobody. One request.
say username password@contoso.example
ask EnterPassword
say password Correct-Horse-1
ask SignedIn kept
requests 3
restart
ask SignedIn kept password@contoso.example
requests 4
