app browser
say username password@contoso.example
ask OpenBrowser
say back
ask EnterUsername password@contoso.example
