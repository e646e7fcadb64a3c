# Text messages are off in this tenant: an address is all that can be registered.
tenant nosms
app mfa
say username new@contoso.example
say password Correct-Horse-1
ask RegisterMethod email not:sms
say register email new@mail.example
ask EnterCode email register
say code inbox
ask SignedIn kept
