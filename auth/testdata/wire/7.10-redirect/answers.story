# Protocol-v1 section 7.10: the tenant wants a browser; what comes back is redeemed by the native client.
app browser
say username password@contoso.example
ask OpenBrowser tenant password@contoso.example
paste {redirect_uri}/?code={grant}&state={state}
ask SignedIn password@contoso.example kept
