# Protocol-v1 section 6.5: the change failed; another password goes with the new token. The end is without a token.
app password
knob OmitFinalToken
reset
say username password@contoso.example
say code {code}
say new Rhubarb-Pie-42
ask EnterNewPassword reset password_not_changed
say new Rhubarb-Pie-43
ask EnterUsername password@contoso.example sign_in password_changed
