# Protocol-v1 section 6.5: the password policy is evaluated at the poll. Another password goes with the same token.
app password
knob LatePasswordPolicy
reset
say username password@contoso.example
say code {code}
say new Correct-Horse-1
ask EnterNewPassword reset password_recently_used
say new Rhubarb-Pie-42
ask SignedIn kept
