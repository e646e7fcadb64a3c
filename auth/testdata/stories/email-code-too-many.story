# The tenant sends no more codes for now; the newest still works.
app otp
say username otp@contoso.example
ask EnterCode
clock 61s
weather too_many_codes 0 1
say resend
ask EnterCode too_many_codes
say code inbox
ask SignedIn kept
