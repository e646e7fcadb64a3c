# The account is made, but the tenant gives nothing to sign in with: the person does.
knob OmitFinalToken
sign up
say username ada@new.example
say code inbox
say new Battery-Staple-2
say attributes displayName=Ada
ask EnterUsername sign_in account_created ada@new.example
say username ada@new.example
ask EnterPassword ada@new.example
say password Battery-Staple-2
ask SignedIn kept ada@new.example
