# People write addresses as they like.
say username PASSWORD@contoso.example
ask EnterPassword
say password Correct-Horse-1
ask SignedIn kept
