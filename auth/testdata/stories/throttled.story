# Too many requests: the question stands, with a time.
weather throttled 0 1
say username password@contoso.example
ask EnterUsername throttled password@contoso.example
clock 31s
say username password@contoso.example
ask EnterPassword
say password Correct-Horse-1
ask SignedIn kept
