# A forgotten password: the address is typed once, and the end is signed in.
say username password@contoso.example
ask EnterPassword
say forgot
ask EnterCode email reset password@contoso.example
say code inbox
ask EnterNewPassword reset password@contoso.example
say new Battery-Staple-2
ask SignedIn kept password@contoso.example
requests 8
