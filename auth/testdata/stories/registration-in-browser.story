# No strong method yet: the browser registers one, and the person is taken back.
app mfa
say username new@contoso.example
ask EnterPassword
say password Correct-Horse-1
ask OpenBrowser registration new@contoso.example
web new@contoso.example Correct-Horse-1 new@mail.example inbox
ask SignedIn kept new@contoso.example
