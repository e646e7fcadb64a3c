# The method is registered, then the network broke. Trying again registers nothing twice.
app mfa
say username new@contoso.example
say password Correct-Horse-1
say register sms +4915112345678
ask EnterCode
weather offline 1 1
say code inbox
fail offline
say code 000000
ask SignedIn kept
requests 8
