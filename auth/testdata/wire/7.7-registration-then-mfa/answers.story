# Protocol-v1 section 4.5: the second factor may be demanded although a method was registered a moment ago.
app mfa
knob MFAAfterRegistration
say username new@contoso.example
say password Correct-Horse-1
say register sms +15555550142
say code {code}
ask EnterCode sms second_factor
say code {code-2}
ask SignedIn new@contoso.example kept
