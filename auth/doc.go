// Package auth signs people in to Microsoft Entra External ID by native authentication: the program asks the
// questions in its own screens, and Entra answers over a form-and-JSON API. There is no window here; the
// conversation runs as well in a test, in a terminal or behind any toolkit.
//
// # The story
//
// A sign-in is a conversation. The tenant asks a [Step], the person gives an [Answer], and [Flow.Submit] carries
// the answer over and brings the next question back:
//
//	client, err := auth.NewClient(auth.Config{ClientID: "…", Authority: "contoso", Vault: keychain})
//	flow, step := client.SignIn(auth.Hint{})
//	for {
//		if done, ok := step.(auth.SignedIn); ok {
//			token, err := client.Token(ctx, done.Account, "api://…/read")
//			…
//		}
//		step, err = flow.Submit(ctx, ask(step)) // ask is yours: show the step, return the answer
//	}
//
// A refusal is the next turn of the conversation: if the tenant understood and said no, the next Step carries a
// [Problem]. A failure is a Go error: if nobody answered sensibly, Submit returns a [*Error], the old Step
// stays, and the person can try again. Steps and Answers are plain data; continuation tokens, links and OAuth
// tokens never leave the driver.
//
// [Client.SignUp] and [Client.ResetPassword] begin the other two scenarios. All three flow into each other: an address
// that has an account turns a sign-up into a sign-in, [Forgot] and [Create] change what the conversation is for, a
// password that has expired leads through a reset, and a new account or a new password ends signed in.
//
// # Which answers fit which step
//
//	EnterUsername      Username, Create, Forgot, UseBrowser, Back
//	EnterPassword      Password, Forgot, UseBrowser, Back
//	EnterNewPassword   NewPassword, UseBrowser, Back
//	EnterAttributes    Attributes, UseBrowser, Back
//	EnterCode          Code, Resend, UseBrowser, Back
//	ChooseMethod       Pick, UseBrowser, Back
//	RegisterMethod     Register, UseBrowser, Back
//	Waiting            Wait, UseBrowser, Back
//	OpenBrowser        BrowserReturned, UseBrowser (a fresh attempt), Back
//	Ended              Create, Forgot, UseBrowser, Back
//	SignedIn           none
//
// No step is without a way out. What the tenant asks and this package does not know becomes OpenBrowser where
// the tenant has an authorization endpoint, else Ended with a code and a correlation ID.
//
// # What happens underneath
//
// Beginning uses no network. To sign in, the name goes to /initiate and /challenge, the password or the code to /token;
// a second factor adds /introspect and another /challenge, a strong method that has to be registered first three calls
// to /register. A sign-up is start, challenge and continue until the account exists, a reset the same with submit and
// poll_completion; both end at /token with what they were given last. The ID token is checked against the tenant's keys,
// which [Client.Prepare] fetches while the person types. The refresh token is stored in the [Vault] before the
// session is used. [Client.Restore] brings a kept session back with one request, [Client.Token] hands out access
// tokens and renews them once however many ask, and [Client.SignOut] forgets.
//
// # Glossary
//
//	authority           where a tenant is: scheme, host and tenant
//	challenge           to ask the tenant to challenge a method: it sends a code or wants a password
//	channel             how a code travels: email or sms
//	continuation token  the tenant's bookmark in a conversation; newest wins, never shown, never stored
//	scenario            what a conversation is for: signing in, signing up, resetting the password
//	attribute           one thing that the tenant wants to know about a new account
//	factor, method      a way to prove who you are; a strong method is one that counts as a second factor
//	account             a person known on this computer; its session is a refresh token in the vault
//	correlation ID      one for a whole conversation, for the support desk
//
// # Where to read on
//
// flow.go is the conversation: step.go the questions, answer.go the answers, problem.go the refusals, error.go the
// failures. v1.go is the wire's driver, v1_call.go one call of it and v1_refused.go where a refusal leads, with a file
// for each journey (v1_signin.go, v1_signup.go, v1_reset.go, v1_register.go). attribute.go is what a tenant may ask, wire.go
// one HTTP exchange, json.go, reply.go and refusal.go what an answer means. browser.go, loopback.go, returnpage.go and
// handover.go are the leg in the browser, metadata.go and idtoken.go the proof of an ID token, client.go, token.go, refresh.go,
// keep.go and accounts.go the session afterwards. config.go is what a program decides.
package auth
