# The tenant needs a while: each poll is one request more.
knob PollsNotStarted 1
knob PollsInProgress 2
reset password
say username password@contoso.example
say code inbox
say new Battery-Staple-2
ask SignedIn kept password@contoso.example
requests 9
