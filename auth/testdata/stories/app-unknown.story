app unknown
say username password@contoso.example
ask Ended app_unknown
say back
ask EnterUsername
