reset password
say username disabled@contoso.example
say code inbox
say new Battery-Staple-2
ask Ended account_disabled
