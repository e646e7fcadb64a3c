reset password
say username password@contoso.example
clock 11m
say code inbox
ask EnterUsername reset conversation_expired password@contoso.example
