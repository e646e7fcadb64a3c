# The tenant never says whether the new password holds. After five minutes nobody asks any longer.
knob PollsInProgress 100000
reset password
say username password@contoso.example
say code inbox
say new Battery-Staple-2
ask EnterUsername sign_in reset_unconfirmed password@contoso.example
