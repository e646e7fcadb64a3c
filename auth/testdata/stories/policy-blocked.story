weather policy_blocked
say username password@contoso.example
ask EnterPassword
say password Correct-Horse-1
ask Ended policy_blocked
say back
ask EnterUsername
