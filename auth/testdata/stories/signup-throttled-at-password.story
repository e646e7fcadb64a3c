# The tenant is busy; the same password is taken later.
sign up
say username ada@new.example
say code inbox
ask EnterNewPassword
weather throttled 0 1
say new Battery-Staple-2
ask EnterNewPassword sign_up throttled
clock 2m
say new Battery-Staple-2
ask EnterAttributes displayName
