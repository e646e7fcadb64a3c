# The tenant is busy. The password's question is still there, and a password is still taken.
say username password@contoso.example
ask EnterPassword
weather throttled 0 1
say forgot
ask EnterPassword throttled
clock 2m
say password Correct-Horse-1
ask SignedIn kept
