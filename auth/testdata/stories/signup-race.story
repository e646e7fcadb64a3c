# Somebody else was faster: the address has an account by the time the code is sent back.
app otp
sign up
say username ada@new.example
ask EnterCode email sign_up
weather user_exists 0 1
say code inbox
ask EnterUsername sign_in user_exists ada@new.example
