# No more codes for a while; the one that was sent still counts.
sign up
say username ada@new.example
ask EnterCode email sign_up
clock 6m
weather too_many_codes 0 1
say resend
ask EnterCode sign_up too_many_codes
say code inbox
ask EnterNewPassword sign_up
