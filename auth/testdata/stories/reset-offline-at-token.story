# The new password holds, then the network broke. Trying again signs in.
reset password
say username password@contoso.example
say code inbox
weather offline 2 1
say new Battery-Staple-2
fail offline
say new Battery-Staple-2
ask SignedIn kept
requests 7
