# The person does not want to wait. The new password may hold already.
reset password
say username password@contoso.example
say code inbox
weather offline 1 2
say new Battery-Staple-2
fail offline
say back
ask EnterUsername sign_in reset_unconfirmed password@contoso.example
