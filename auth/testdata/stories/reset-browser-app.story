app browser
reset password
say username password@contoso.example
ask OpenBrowser tenant
