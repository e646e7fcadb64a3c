say username password@contoso.example
ask EnterPassword
say password Correct-Horse-1
ask SignedIn kept
clock 2200h
restart
ask EnterUsername session_expired password@contoso.example
