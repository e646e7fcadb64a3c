say username password@contoso.example
ask EnterPassword
say password Correct-Horse-1
ask SignedIn kept
restart
ask SignedIn kept
clock 2h
restart
ask SignedIn kept
requests 5
