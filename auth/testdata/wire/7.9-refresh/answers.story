# Protocol-v1 section 7.9: the next start renews silently.
app password
say username password@contoso.example
say password Correct-Horse-1
ask SignedIn kept
clock 2h
restart
ask SignedIn password@contoso.example kept
