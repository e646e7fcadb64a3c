# Protocol-v1 section 7.8: three polls, then signed in.
app password
knob PollsNotStarted 1
knob PollsInProgress 1
reset
say username password@contoso.example
ask EnterCode email reset
say code {code}
ask EnterNewPassword reset
say new Rhubarb-Pie-42
ask SignedIn password@contoso.example kept
