sign up
weather too_many_codes 0 1
say username ada@new.example
ask EnterUsername sign_up too_many_codes ada@new.example
