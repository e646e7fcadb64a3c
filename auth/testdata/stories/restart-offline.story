# Offline the session is still there, and said to be unchecked.
say username password@contoso.example
ask EnterPassword
say password Correct-Horse-1
ask SignedIn kept
weather offline
restart
ask SignedIn kept session_offline
