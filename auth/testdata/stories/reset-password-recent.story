tenant strict
app password
reset password
say username password@contoso.example
say code inbox
ask EnterNewPassword reset
say new Correct-Horse-1
ask EnterNewPassword reset password_recently_used
say new Battery-Staple-2
ask SignedIn kept
