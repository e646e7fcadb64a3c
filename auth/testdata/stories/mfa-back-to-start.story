# Out of the second factor and in again as somebody else.
app mfa
say username sms@contoso.example
ask EnterPassword
say password Correct-Horse-1
ask EnterCode sms
say back
ask EnterUsername sms@contoso.example
