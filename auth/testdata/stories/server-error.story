# The tenant has trouble; a password is not sent twice by itself.
say username password@contoso.example
ask EnterPassword
weather server_error 0 1
say password Correct-Horse-1
fail server
requests 3
say password Correct-Horse-1
ask SignedIn kept
requests 4
