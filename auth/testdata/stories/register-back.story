# The wrong number was typed: back to the choice, and another one.
app mfa
say username new@contoso.example
say password Correct-Horse-1
say register sms +4915112345678
ask EnterCode sms register
say back
ask RegisterMethod email sms +4915112345678
say register email new@mail.example
ask EnterCode email register
say code inbox
ask SignedIn kept
