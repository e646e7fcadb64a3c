# Another code kills the one before.
sign up
say username ada@new.example
ask EnterCode email sign_up
clock 6m
say resend
ask EnterCode email sign_up
say code old
ask EnterCode sign_up wrong_code
say code inbox
ask EnterNewPassword sign_up
