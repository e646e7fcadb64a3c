# The tenant finds the number risky and wants the browser.
app mfa
say username new@contoso.example
say password Correct-Horse-1
ask RegisterMethod
weather risky_method 0 1
say register sms +4915112345678
ask OpenBrowser tenant new@contoso.example
