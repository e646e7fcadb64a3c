app otp
say username password@contoso.example
ask EnterPassword
say password Correct-Horse-1
ask SignedIn kept
