# Two people at one computer.
say username password@contoso.example
say password Correct-Horse-1
ask SignedIn kept
sign out
ask Accounts password@contoso.example
sign up
ask EnterUsername sign_up
say username ada@new.example
say code inbox
say new Battery-Staple-2
say attributes displayName=Ada
ask SignedIn kept ada@new.example
sign out
ask Accounts password@contoso.example ada@new.example
