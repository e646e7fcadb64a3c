# Protocol-v1 section 7.5: another code, then a wrong one, then the right one.
app otp
say username otp@contoso.example
ask EnterCode email sign_in
clock 1m
say resend
ask EnterCode email sign_in
say code 00000000
ask EnterCode wrong_code
say code {code-2}
ask SignedIn otp@contoso.example kept
