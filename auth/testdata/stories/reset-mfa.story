# After the reset a second factor is asked for, as at every sign-in.
app mfa
reset password
say username both@contoso.example
ask EnterCode email reset
say code inbox
say new Battery-Staple-2
ask ChooseMethod both@contoso.example
say pick sms
ask EnterCode sms second_factor
say code inbox
ask SignedIn kept both@contoso.example
