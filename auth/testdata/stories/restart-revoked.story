# The session was ended elsewhere: the address is kept and the reason told.
say username password@contoso.example
ask EnterPassword
say password Correct-Horse-1
ask SignedIn kept
revoke password@contoso.example
restart
ask EnterUsername session_expired password@contoso.example
say username password@contoso.example
ask EnterPassword
say password Correct-Horse-1
ask SignedIn kept
