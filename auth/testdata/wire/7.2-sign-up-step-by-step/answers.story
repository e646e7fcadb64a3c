# Protocol-v1 section 7.2: the tenant asks for each thing in turn, with a refusal of each on the way.
app password
sign up
say username ada@contoso.example
ask EnterCode email sign_up
say code 00000000
ask EnterCode wrong_code
say code {code}
ask EnterNewPassword sign_up
say new rhubarbpie
ask EnterNewPassword password_too_weak
say new Rhubarb-Pie-42
ask EnterAttributes displayName
say attributes displayName=Ada_Lovelace
ask SignedIn ada@contoso.example kept
