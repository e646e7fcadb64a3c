# A social account signs in with its own provider, in the browser.
say username federated@contoso.example
ask OpenBrowser tenant federated@contoso.example
web federated@contoso.example go
ask SignedIn kept federated@contoso.example
