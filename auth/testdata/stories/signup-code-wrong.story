sign up
say username ada@new.example
ask EnterCode email sign_up
say code 00000000
ask EnterCode sign_up wrong_code
say code inbox
ask EnterNewPassword sign_up
