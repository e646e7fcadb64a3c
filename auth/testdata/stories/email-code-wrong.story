# A wrong code keeps the question; the right one still works.
app otp
say username otp@contoso.example
ask EnterCode
say code 00000000
ask EnterCode wrong_code email
say code inbox
ask SignedIn kept
requests 4
