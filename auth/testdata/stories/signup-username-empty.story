sign up
say username
ask EnterUsername sign_up answer_missing
requests 0
