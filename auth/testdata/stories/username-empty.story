# An empty address never leaves the computer.
ask EnterUsername
say username
ask EnterUsername answer_missing
requests 0
say username password@contoso.example
ask EnterPassword
