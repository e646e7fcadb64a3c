# Protocol-v1 section 7.7 a: an address, and another code.
app mfa
say username new@contoso.example
say password Correct-Horse-1
say register email nell@mail.example
ask EnterCode email register
clock 1m
say resend
ask EnterCode email register
say code {code-2}
ask SignedIn new@contoso.example kept
