# Protocol-v1 section 7.6: by text message after all, with a wrong code on the way.
app mfa
say username both@contoso.example
say password Correct-Horse-1
ask ChooseMethod
say pick email
ask EnterCode email second_factor
say back
ask ChooseMethod
say pick sms
ask EnterCode sms second_factor
say code 000000
ask EnterCode sms wrong_code
say code {code-2}
ask SignedIn both@contoso.example kept
