# The tenant refuses the new password, and the next one is taken with the same code.
tenant strict
app password
sign up
say username ada@new.example
say code inbox
ask EnterNewPassword sign_up
say new Contoso-1
ask EnterNewPassword sign_up password_banned
say new Battery-Staple-2
ask EnterAttributes displayName
