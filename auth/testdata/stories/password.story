# The main job: an address, a password, in. Three requests and not one more.
ask EnterUsername
say username password@contoso.example
ask EnterPassword password@contoso.example
say password Correct-Horse-1
ask SignedIn kept password@contoso.example
requests 3
