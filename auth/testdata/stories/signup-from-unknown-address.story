# Nobody has the address, so an account is made for it. It is typed once.
say username ada@new.example
ask EnterUsername sign_in user_not_found ada@new.example
say create
ask EnterCode email sign_up
say code inbox
ask EnterNewPassword sign_up
