reset password
say username password@contoso.example
ask EnterCode email reset
clock 2m
say resend
ask EnterCode email reset
say code old
ask EnterCode reset wrong_code
say code inbox
ask EnterNewPassword reset
