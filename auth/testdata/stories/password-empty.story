# Nothing typed is nothing sent.
say username password@contoso.example
ask EnterPassword
requests 2
say password
ask EnterPassword answer_missing
requests 2
say password Correct-Horse-1
ask SignedIn
