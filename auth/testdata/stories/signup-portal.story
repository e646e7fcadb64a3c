sign up
weather garbage 0 1
say username ada@new.example
fail portal
say username ada@new.example
ask EnterCode email sign_up
