reset password
say username password@contoso.example
say code 00000000
ask EnterCode reset wrong_code
say code inbox
ask EnterNewPassword reset
