# The conversation is too old. The address is kept.
sign up
say username ada@new.example
ask EnterCode
clock 11m
say code inbox
ask EnterUsername sign_up conversation_expired ada@new.example
say username ada@new.example
ask EnterCode email sign_up
