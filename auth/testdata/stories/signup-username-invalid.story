sign up
say username not-an-address
ask EnterUsername sign_up username_invalid not-an-address
