sign up
weather throttled 0 1
say username ada@new.example
ask EnterUsername sign_up throttled ada@new.example
clock 2m
say username ada@new.example
ask EnterCode email sign_up
