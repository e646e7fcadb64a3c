# Another method is one step back; no password is asked again.
app mfa
say username both@contoso.example
ask EnterPassword
say password Correct-Horse-1
ask ChooseMethod
say pick sms
ask EnterCode sms
say back
ask ChooseMethod
say pick email
ask EnterCode email second_factor
say code inbox
ask SignedIn kept
requests 7
