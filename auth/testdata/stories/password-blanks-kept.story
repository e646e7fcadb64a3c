# A password is sent as it was typed: one with a blank too many is another password.
say username password@contoso.example
ask EnterPassword
say password Correct-Horse-1x
ask EnterPassword wrong_password
say password Correct-Horse-1
ask SignedIn
