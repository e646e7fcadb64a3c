# Something else was pasted; the wait goes on.
app browser
say username password@contoso.example
ask OpenBrowser
paste https://contoso.example/?code=abc
ask OpenBrowser address_invalid
web password@contoso.example Correct-Horse-1
ask SignedIn kept
