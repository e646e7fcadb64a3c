# An address nobody has.
say username nobody@contoso.example
ask EnterUsername user_not_found nobody@contoso.example
say username password@contoso.example
ask EnterPassword
say password Correct-Horse-1
ask SignedIn kept
