# Protocol-v1 section 3.3: the address has to be verified first, so the code is asked for anew.
app password
sign up
say username ada@contoso.example
ask EnterCode
say code {code}
ask EnterCode email sign_up
say code {code-2}
ask EnterNewPassword
