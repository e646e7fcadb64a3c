# Protocol-v1 section 4.5: the demand may follow a first factor by code. Email is no second factor then (section 8.2).
app mfa
knob MFAForCodes
say username otp@contoso.example
ask EnterCode email sign_in
say code {code}
ask RegisterMethod sms not:email
say register sms +15555550142
ask EnterCode sms register
say code {code-2}
ask SignedIn otp@contoso.example kept
