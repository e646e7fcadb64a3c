# A code that came too late leads back to the address, which is kept.
app otp
say username otp@contoso.example
ask EnterCode
clock 11m
say code inbox
ask EnterUsername conversation_expired otp@contoso.example
say username otp@contoso.example
ask EnterCode
say code inbox
ask SignedIn kept
