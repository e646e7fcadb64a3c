# Nobody is there at the start; the same answer goes on when somebody is.
sign up
weather offline 0 1
say username ada@new.example
fail offline
say username ada@new.example
ask EnterCode email sign_up
