# The tenant looks at its policy only when it is polled.
knob LatePasswordPolicy
reset password
say username password@contoso.example
say code inbox
say new Correct-Horse-1
ask EnterNewPassword reset password_recently_used
say new Battery-Staple-2
ask SignedIn kept
