# A new account, step by step as the tenant asks: code, password, attributes, signed in. Seven requests.
sign up
ask EnterUsername sign_up
say username ada@new.example
ask EnterCode email sign_up ada@new.example
say code inbox
ask EnterNewPassword sign_up ada@new.example
say new Battery-Staple-2
ask EnterAttributes displayName displayName:text not:city?
say attributes displayName=Ada_Lovelace
ask SignedIn kept ada@new.example
requests 7
