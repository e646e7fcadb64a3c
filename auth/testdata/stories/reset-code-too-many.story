reset password
say username password@contoso.example
ask EnterCode email reset
clock 2m
weather too_many_codes 0 1
say resend
ask EnterCode reset too_many_codes
say code inbox
ask EnterNewPassword reset
