# Six requests: start, challenge, continue, submit, one poll, token.
reset password
ask EnterUsername reset
say username password@contoso.example
ask EnterCode email reset
say code inbox
ask EnterNewPassword reset
say new Battery-Staple-2
ask SignedIn kept password@contoso.example
requests 6
