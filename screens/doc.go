// Package screens asks the questions of a sign-in and returns the answers.
//
// A conversation with the tenant is a row of questions (auth.Step) and replies (auth.Answer), all plain data. For
// turns one question into one Screen; the Screen draws it and calls Asking.Reply with the answer. Of the answer it
// checks what the question itself tells: that something was typed, the length and pattern of an attribute, the form of an
// address or a telephone number. The tenant decides. It starts no goroutine, opens no connection, reads no clock but Asking.Now and holds
// no state of the conversation: the next question tells it everything it has to know.
//
//	step  --For-->  Screen  --Reply-->  answer
//	         ^                             |
//	         +------- Show, Busy, Fail <---+
//
// A Screen stays while the same question is asked again. Show then keeps what was typed and clears only a refused
// code or password; Busy says that the answer is on its way; Fail says that nobody answered, and leaves everything
// as it was so that the person can try again.
//
// The rooms of this package:
//
//	screen.go, manner.go                       what a Screen is and which one asks a Step; how a language writes
//	form.go, form_trouble.go, slowness.go,     the frame that every question shares, and its parts
//	details.go, chip.go, line.go, logo.go,
//	panel.go, picture.go
//	stack.go, bar.go, flow.go, cornered.go     how parts are laid out: below each other, beside each other where they fit
//	carry.go, accept.go, narration.go          what was typed goes along when a screen is built again; that an answer was
//	                                           right; what those hear who cannot see
//	username.go ... splash.go                  one file a question, and the screens that no question asks for;
//	                                           attribute.go, phone.go, strength.go, typo.go, maildomain.go, mail.go,
//	                                           clipboardcode.go and the files that end in _words.go are parts of such screens
//	appearance.go                              how the window is to look and to move, which is chosen on the first screens
//	support.go, report.go                      what support asks for, which lies over any of them
//	words.go, vocabulary.go, text.go,          codes into sentences, text of strangers into harmless text, and our words as
//	sentences.go, fonts.go, pseudo.go          they are written and drawn; and a language that shows what was not translated
//	host.go, footer.go                         who gets the credentials, which is ours to say; and what the brand has to say
//	imitation.go                               what a brand says that reads like the former
//	dress.go, dress_words.go,                  what a brand pack changes of all this: pictures, links and journeys; words;
//	dress_theme.go, dress_font.go              colours and sizes; fonts. brandnotice.go and finding.go say what is wrong with one
//	fit.go                                     which words do not fit on a screen that is laid out
//
// No sentence is written in Go. Words live in assets/translations under stable keys, and the tests prove that every
// refusal, every failure and every key has words in every language. Text that comes from the tenant (a masked
// address, a name) passes through Clean before it is drawn, and only plain text widgets draw it.
//
// Gallery lists every screen in every state that is worth looking at.
package screens
