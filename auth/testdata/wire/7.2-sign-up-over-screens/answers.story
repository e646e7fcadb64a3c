# Protocol-v1 section 3.3: attributes_required comes again with what is still missing, and a choice is read off its regex.
app password
tenant rounds
sign up
say username ada@contoso.example
say code {code}
say new Rhubarb-Pie-42
ask EnterAttributes displayName displayName:text
say attributes displayName=Ada_Lovelace
ask EnterAttributes extension_0123456789abcdef0123456789abcdef_age:number extension_0123456789abcdef0123456789abcdef_colour:one_of
say attributes extension_0123456789abcdef0123456789abcdef_age=36 extension_0123456789abcdef0123456789abcdef_colour=Green
ask SignedIn kept
