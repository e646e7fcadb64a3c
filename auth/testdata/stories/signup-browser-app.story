# The tenant wants the browser for this app.
app browser
sign up
say username ada@new.example
ask OpenBrowser tenant ada@new.example
