sign up
say username ada@new.example
ask EnterCode email sign_up
say back
ask EnterUsername sign_up ada@new.example
say back
ask EnterUsername sign_in ada@new.example
