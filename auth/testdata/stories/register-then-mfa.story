# A second factor is asked for although a method was registered a moment ago.
app mfa
knob MFAAfterRegistration
say username new@contoso.example
say password Correct-Horse-1
say register sms +4915112345678
ask EnterCode sms register
say code inbox
ask EnterCode sms second_factor
say code inbox
ask SignedIn kept new@contoso.example
