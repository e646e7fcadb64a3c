# A password that must be changed is changed in the browser.
say username expired@contoso.example
ask EnterPassword
say password Correct-Horse-1
ask OpenBrowser new_password expired@contoso.example
web expired@contoso.example Correct-Horse-1 Another-Horse-2
ask SignedIn kept expired@contoso.example
