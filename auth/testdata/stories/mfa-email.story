# A second factor by mail, chosen from two. Six requests.
app mfa
say username both@contoso.example
ask EnterPassword
say password Correct-Horse-1
ask ChooseMethod both@contoso.example
say pick email
ask EnterCode email second_factor
say code inbox
ask SignedIn kept both@contoso.example
requests 6
