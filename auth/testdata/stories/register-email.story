# A policy wants a second factor and the person has none: an address is registered. Seven requests.
app mfa
say username new@contoso.example
ask EnterPassword
say password Correct-Horse-1
ask RegisterMethod email sms new@contoso.example
say register email new@mail.example
ask EnterCode email register
say code inbox
ask SignedIn kept new@contoso.example
requests 7
