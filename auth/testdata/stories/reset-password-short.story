tenant strict
app password
reset password
say username password@contoso.example
say code inbox
ask EnterNewPassword reset
say new Ab1-xyz
ask EnterNewPassword reset password_too_short
say new Battery-Staple-2
ask SignedIn kept
