# No code is not sent.
app otp
say username otp@contoso.example
ask EnterCode
say code
ask EnterCode answer_missing
requests 2
