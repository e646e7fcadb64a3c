tenant strict
app password
reset password
say username password@contoso.example
say code inbox
ask EnterNewPassword reset
say new aaaaaaaaaa
ask EnterNewPassword reset password_too_weak
say new Battery-Staple-2
ask SignedIn kept
