# A web page instead of an answer.
weather garbage 0 1
say username password@contoso.example
fail portal
say username password@contoso.example
ask EnterPassword
