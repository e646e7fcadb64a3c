# A code that is too short is not sent.
app otp
say username otp@contoso.example
ask EnterCode
say code 123
ask EnterCode code_incomplete
requests 2
say code inbox
ask SignedIn
