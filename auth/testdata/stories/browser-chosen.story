# The browser can be had at every question.
say username password@contoso.example
ask EnterPassword
say browser
ask OpenBrowser chosen password@contoso.example
web password@contoso.example Correct-Horse-1
ask SignedIn kept
