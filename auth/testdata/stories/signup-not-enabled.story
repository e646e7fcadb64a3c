app confidential
sign up
say username ada@new.example
ask Ended app_not_enabled
say back
ask EnterUsername sign_up ada@new.example
