# The browser cannot reach the app: its last address is pasted.
app browser
say username password@contoso.example
ask OpenBrowser
paste web password@contoso.example Correct-Horse-1
ask SignedIn kept
