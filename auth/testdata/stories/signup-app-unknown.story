app unknown
sign up
say username ada@new.example
ask Ended app_unknown
