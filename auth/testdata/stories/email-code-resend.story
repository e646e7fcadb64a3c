# A resend kills the code before it.
app otp
say username otp@contoso.example
ask EnterCode
clock 61s
say resend
ask EnterCode email
say code old
ask EnterCode wrong_code
say code inbox
ask SignedIn kept
requests 5
