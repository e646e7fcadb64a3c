# Protocol-v1 section 7.4.
app password
say username password@contoso.example
ask EnterPassword
say password Correct-Horse-1
ask SignedIn password@contoso.example kept
