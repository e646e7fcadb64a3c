sign up
say browser
ask OpenBrowser chosen
say back
ask EnterUsername sign_up
