reset password
say username password@contoso.example
say code inbox
say new Battery-Staple-2
ask SignedIn kept
sign out
ask Accounts password@contoso.example
say username password@contoso.example
ask EnterPassword
say password Correct-Horse-1
ask EnterPassword wrong_password
say password Battery-Staple-2
ask SignedIn kept
