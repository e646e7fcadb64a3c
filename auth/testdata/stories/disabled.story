# A disabled account ends with words; starting again is possible.
say username disabled@contoso.example
ask EnterPassword
say password Correct-Horse-1
ask Ended account_disabled disabled@contoso.example
say back
ask EnterUsername disabled@contoso.example
