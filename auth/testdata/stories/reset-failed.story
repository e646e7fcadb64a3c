# The tenant could not set the password: another try with the token of that answer.
reset password
say username password@contoso.example
say code inbox
ask EnterNewPassword reset
weather reset_failed 0 1
say new Battery-Staple-2
ask EnterNewPassword reset password_not_changed
say new Battery-Staple-3
ask SignedIn kept
