# A wrong password keeps the question and the continuation token.
ask EnterUsername
say username password@contoso.example
ask EnterPassword
say password not-the-password
ask EnterPassword wrong_password password@contoso.example
say password Correct-Horse-1
ask SignedIn kept
requests 4
