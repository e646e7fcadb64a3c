# The tenant has a pattern that this program cannot read, so only the tenant can refuse. The rest stays.
tenant kinds
app lookahead
sign up
say username ada@new.example
say code inbox
ask EnterAttributes displayName
say attributes displayName=Ada extension_0123456789abcdef0123456789abcdef_age=36
ask SignedIn kept
