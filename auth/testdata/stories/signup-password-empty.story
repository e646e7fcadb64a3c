sign up
say username ada@new.example
say code inbox
ask EnterNewPassword sign_up
say new
ask EnterNewPassword sign_up answer_missing
requests 4
