# Protocol-v1 section 7.6: by email, with another code.
app mfa
say username both@contoso.example
say password Correct-Horse-1
ask ChooseMethod
say pick email
ask EnterCode email second_factor
clock 1m
say resend
ask EnterCode email second_factor
say code {code-2}
ask SignedIn both@contoso.example kept
