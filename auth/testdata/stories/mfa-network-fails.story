# The password was accepted, then the network broke. Trying again goes on from there and sends no password twice.
app mfa
say username sms@contoso.example
ask EnterPassword
weather offline 1 1
say password Correct-Horse-1
fail offline
say password Correct-Horse-1
ask EnterCode sms second_factor
say code inbox
ask SignedIn kept
