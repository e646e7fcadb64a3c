# No text messages to that country; an address will do.
tenant strict
app mfa
say username new@contoso.example
say password Correct-Horse-1
say register sms +2348031234567
ask RegisterMethod region_blocked
say register email new@mail.example
ask EnterCode email register
