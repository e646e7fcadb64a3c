# Ten wrong passwords lock the account for a minute.
say username password@contoso.example
ask EnterPassword
say password wrong-1
ask EnterPassword wrong_password
say password wrong-2
ask EnterPassword wrong_password
say password wrong-3
ask EnterPassword wrong_password
say password wrong-4
ask EnterPassword wrong_password
say password wrong-5
ask EnterPassword wrong_password
say password wrong-6
ask EnterPassword wrong_password
say password wrong-7
ask EnterPassword wrong_password
say password wrong-8
ask EnterPassword wrong_password
say password wrong-9
ask EnterPassword wrong_password
say password wrong-10
ask EnterPassword wrong_password
say password Correct-Horse-1
ask EnterPassword account_locked
clock 61s
say password Correct-Horse-1
ask SignedIn kept
