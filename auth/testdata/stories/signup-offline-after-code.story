# The code was right, then the network broke. Trying again sends no code twice.
sign up
say username ada@new.example
ask EnterCode email sign_up
weather offline 1 1
say code inbox
fail offline
say code 00000000
ask EnterNewPassword sign_up
