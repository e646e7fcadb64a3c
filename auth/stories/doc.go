// Package stories reads the stories that the conversation is tested by: short text files that say who is there, what
// they answer and which question must come next. The same files run over the bare conversation in package auth and,
// unchanged, at the whole window in package app; each brings its own Player. A story is plain enough to be written
// by somebody who does not program:
//
//	# The wrong code keeps the question, and the right one goes on.
//	app mfa
//	ask EnterUsername
//	say username sms@contoso.example
//	ask EnterPassword
//	say password Correct-Horse-1
//	ask EnterCode sms
//	say code 000000
//	ask EnterCode sms wrong_code
//	say code inbox
//	ask SignedIn kept
//
// # Lines
//
//	app NAME              the app registration: password, otp, mfa, browser, confidential, unknown, or one of the tenant's
//	mode query            the browser brings its answer in the address instead of a form
//	tenant NAME           not the built-in tenant but that of the file tenants/NAME.toml
//	knob NAME VALUE       a field of emulator.Tenant
//	flow [up_front] [password] [ATTRIBUTE…]   what the program knows about the user flow; "?" behind an attribute: optional
//	ask Accounts [WORD…]  who is known on this computer is on show, nobody of them signed in
//	ask STEP [WORD…]      the question that must be asked now; the words are its problem, its notice, its channel, its
//	                      purpose, scenario or reason, "kept" or "unkept"; of attributes NAME (required), NAME? (optional),
//	                      NAME:KIND, NAME=VALUE and !NAME (refused). "not:WORD" must not be among them
//	say username ADDRESS  say password WORDS  say code DIGITS  say pick CHANNEL
//	say code inbox        the newest code that was sent        say code old   the one before it
//	say new WORDS         a new password
//	say attributes NAME=VALUE…   with _ for blanks
//	say register CHANNEL CONTACT
//	say forgot            say create          say wait
//	say resend            say back            say browser      ("use the browser instead")
//	web WORD…             what the person does in the browser: addresses, passwords, "inbox", "sms", "cancel"
//	paste                 the person copies the browser's last address into the window
//	paste WORDS           or something else
//	fail KIND             the failure that must show after the last say
//	weather KIND [AFTER [TIMES]]   the tenant's weather from here on
//	clock DURATION        time passes for everybody
//	vault STATE           the keychain's state from here on: ready, locked, denied, absent, hung, too_big
//	restart               the program ends and starts again; "ask" follows
//	sign up               the conversation begins as a sign-up     reset password   or as a password reset
//	sign out              the signed-in person signs out
//	revoke ADDRESS        the tenant revokes the sessions of a person
//	requests N            the tenant was asked so many times by POST since the story began
package stories
