# A blocked contact leads back to the choice, where the other one still works.
app mfa
say username both@contoso.example
ask EnterPassword
say password Correct-Horse-1
ask ChooseMethod
weather method_blocked 0 1
say pick sms
ask ChooseMethod method_blocked
say pick email
ask EnterCode email
say code inbox
ask SignedIn kept
