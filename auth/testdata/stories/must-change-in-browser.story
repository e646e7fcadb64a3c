# The tenant has no reset that could be done here, so the browser changes the password.
tenant noreset
app password
say username expired@contoso.example
say password Correct-Horse-1
ask OpenBrowser new_password expired@contoso.example
web expired@contoso.example Correct-Horse-1 Battery-Staple-2
ask SignedIn kept expired@contoso.example
