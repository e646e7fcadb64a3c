sign up
say username ada@new.example
say code 1234
ask EnterCode sign_up code_incomplete
requests 2
