# Protocol-v1 section 4.5: the second factor may be demanded after a reset.
app mfa
reset
say username sms@contoso.example
say code {code}
say new Rhubarb-Pie-42
ask EnterCode sms second_factor
say code {code-2}
ask SignedIn sms@contoso.example kept
