# Protocol-v1 section 7.7 a: a phone number, with a wrong code on the way.
app mfa
say username new@contoso.example
say password Correct-Horse-1
ask RegisterMethod email sms
say register sms +15555550142
ask EnterCode sms register
say code 000000
ask EnterCode sms wrong_code
say code {code}
ask SignedIn new@contoso.example kept
