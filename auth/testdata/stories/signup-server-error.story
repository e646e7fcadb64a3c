sign up
weather server_error 0 1
say username ada@new.example
fail server
say username ada@new.example
ask EnterCode email sign_up
