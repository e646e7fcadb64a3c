# The password was accepted, then the network broke.
app mfa
say username new@contoso.example
weather offline 1 1
say password Correct-Horse-1
fail offline
say password Correct-Horse-1
ask RegisterMethod email sms
