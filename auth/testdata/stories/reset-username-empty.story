reset password
say username
ask EnterUsername reset answer_missing
requests 0
