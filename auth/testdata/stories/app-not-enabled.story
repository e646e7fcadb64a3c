app confidential
say username password@contoso.example
ask Ended app_not_enabled
