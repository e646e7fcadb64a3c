# The password is right but has to be changed: straight into the reset and on to signed in.
say username expired@contoso.example
ask EnterPassword
say password Correct-Horse-1
ask EnterCode email reset password_expired expired@contoso.example
say code inbox
ask EnterNewPassword reset
say new Battery-Staple-2
ask SignedIn kept expired@contoso.example
