# Cancel in the browser is no dead end.
app browser
say username password@contoso.example
ask OpenBrowser
web cancel
ask EnterUsername browser_cancelled password@contoso.example
say username password@contoso.example
ask OpenBrowser
web password@contoso.example Correct-Horse-1
ask SignedIn kept
