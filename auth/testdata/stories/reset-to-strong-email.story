# The code goes to the strong method's address where there is one; a phone is never used.
reset password
say username both@contoso.example
ask EnterCode email reset
say code inbox
ask EnterNewPassword reset both@contoso.example
