# Protocol-v1 section 4.4: 50055 leads straight into a reset, and in.
app password
say username expired@contoso.example
say password Correct-Horse-1
ask EnterCode email reset password_expired
say code {code}
ask EnterNewPassword reset
say new Rhubarb-Pie-42
ask SignedIn expired@contoso.example kept
