# Ten minutes for a new password, then from the start, with the address kept.
reset password
say username password@contoso.example
say code inbox
ask EnterNewPassword reset
clock 11m
say new Battery-Staple-2
ask EnterUsername reset conversation_expired password@contoso.example
