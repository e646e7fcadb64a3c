# The new password holds, but the tenant gives nothing to sign in with.
knob OmitFinalToken
reset password
say username password@contoso.example
say code inbox
say new Battery-Staple-2
ask EnterUsername sign_in password_changed password@contoso.example
say username password@contoso.example
say password Battery-Staple-2
ask SignedIn kept
