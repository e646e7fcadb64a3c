# A contact of bad repute, then another one with the same token.
tenant strict
app mfa
say username new@contoso.example
say password Correct-Horse-1
ask RegisterMethod
say register email someone@blocked.example
ask RegisterMethod method_blocked
say register email new@mail.example
ask EnterCode email register
say code inbox
ask SignedIn kept
