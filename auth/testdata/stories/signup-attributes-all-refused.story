# The tenant refuses everything at once; nothing that was typed is lost.
tenant rounds
app rounds
sign up
say username ada@new.example
say code inbox
say new Battery-Staple-2
ask EnterAttributes givenName surname
weather bad_attributes 0 1
say attributes givenName=Ada surname=Lovelace
ask EnterAttributes attribute_invalid !givenName !surname givenName=Ada surname=Lovelace
say attributes
ask EnterAttributes city
