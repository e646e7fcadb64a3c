# The new password holds, then the network broke. Whoever turns back is told so, and signs in with it.
reset password
say username password@contoso.example
say code inbox
weather offline 2 1
say new Battery-Staple-2
fail offline
say back
ask EnterUsername sign_in password_changed password@contoso.example
say username password@contoso.example
say password Battery-Staple-2
ask SignedIn kept
