tenant strict
app password
reset password
say username password@contoso.example
say code inbox
ask EnterNewPassword reset
say new Contoso-1
ask EnterNewPassword reset password_banned
say new Battery-Staple-2
ask SignedIn kept
