# The password was accepted, then the network broke. Trying again sends no password twice.
say username expired@contoso.example
weather offline 1 1
say password Correct-Horse-1
fail offline
say password Correct-Horse-1
ask EnterCode reset password_expired
