# A method can be registered in the browser too.
app mfa
say username new@contoso.example
say password Correct-Horse-1
ask RegisterMethod
say browser
ask OpenBrowser chosen new@contoso.example
