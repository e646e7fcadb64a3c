# A second factor after a code by email, which some tenants demand: a text message.
app mfa
knob MFAForCodes
say username otp@contoso.example
ask EnterCode email sign_in
say code inbox
ask RegisterMethod sms
say register sms +4915112345678
ask EnterCode sms register
say code inbox
ask SignedIn kept otp@contoso.example
