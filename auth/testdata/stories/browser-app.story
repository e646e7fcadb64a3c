# An app whose tenant always wants the browser.
app browser
say username password@contoso.example
ask OpenBrowser tenant
web password@contoso.example Correct-Horse-1
ask SignedIn kept
