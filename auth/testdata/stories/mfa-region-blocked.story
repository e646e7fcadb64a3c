app mfa
say username both@contoso.example
ask EnterPassword
say password Correct-Horse-1
ask ChooseMethod
weather region_blocked 0 1
say pick sms
ask ChooseMethod region_blocked
say pick email
ask EnterCode email
