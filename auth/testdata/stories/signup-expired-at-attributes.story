# The conversation is too old when the attributes are sent. Beginning again sends along what was typed.
sign up
say username ada@new.example
say code inbox
say new Battery-Staple-2
ask EnterAttributes displayName
clock 11m
say attributes displayName=Ada_Lovelace
ask EnterUsername sign_up conversation_expired ada@new.example
say username ada@new.example
ask EnterCode email sign_up
say code inbox
ask EnterNewPassword sign_up
say new Battery-Staple-2
ask SignedIn kept ada@new.example
