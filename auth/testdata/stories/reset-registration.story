# After the reset a strong method has to be registered.
app mfa
reset password
say username new@contoso.example
say code inbox
say new Battery-Staple-2
ask RegisterMethod new@contoso.example
say register sms +4915112345678
ask EnterCode sms register
say code inbox
ask SignedIn kept new@contoso.example
