# Out of the questions one by one, and in again: what was typed is still there.
flow up_front password displayName
sign up
say username ada@new.example
ask EnterNewPassword sign_up
say new Battery-Staple-2
ask EnterAttributes displayName
say back
ask EnterNewPassword sign_up
say back
ask EnterUsername sign_up ada@new.example
say back
ask EnterUsername sign_in ada@new.example
requests 0
