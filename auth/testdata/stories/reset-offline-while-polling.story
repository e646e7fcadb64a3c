# The network breaks while the tenant sets the password; it is asked again by itself.
reset password
say username password@contoso.example
say code inbox
weather offline 1 1
say new Battery-Staple-2
ask SignedIn kept
