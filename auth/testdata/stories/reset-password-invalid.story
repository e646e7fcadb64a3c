tenant strict
app password
reset password
say username password@contoso.example
say code inbox
ask EnterNewPassword reset
say new Battery-Stäple-2
ask EnterNewPassword reset password_invalid
say new Battery-Staple-2
ask SignedIn kept
