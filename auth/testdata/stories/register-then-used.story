# What was registered is what is asked for the next time.
app mfa
say username new@contoso.example
say password Correct-Horse-1
say register sms +4915112345678
say code inbox
ask SignedIn kept
sign out
ask Accounts
say username new@contoso.example
say password Correct-Horse-1
ask EnterCode sms second_factor
say code inbox
ask SignedIn kept
