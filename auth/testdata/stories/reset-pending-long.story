# The tenant is slow for a minute.
reset password
say username password@contoso.example
say code inbox
weather reset_pending 0 30
say new Battery-Staple-2
ask SignedIn kept
requests 36
