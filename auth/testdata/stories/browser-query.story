# The same with the answer in the address.
app browser
mode query
say username password@contoso.example
ask OpenBrowser tenant
web password@contoso.example Correct-Horse-1
ask SignedIn kept
