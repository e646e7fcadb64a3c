# Lunch was long. The address is kept.
say username password@contoso.example
ask EnterPassword
clock 11m
say password Correct-Horse-1
ask EnterUsername conversation_expired password@contoso.example
say username password@contoso.example
ask EnterPassword
say password Correct-Horse-1
ask SignedIn kept
