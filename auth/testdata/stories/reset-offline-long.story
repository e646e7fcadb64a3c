# The network stays away; the person tries again, and no password is sent twice.
reset password
say username password@contoso.example
say code inbox
weather offline 1 2
say new Battery-Staple-2
fail offline
say wait
ask SignedIn kept
requests 8
