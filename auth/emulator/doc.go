// Package emulator is a tenant in a box: an emulation of a Microsoft Entra External ID tenant that speaks the
// native authentication API, version 1, whole, together with the browser leg of the same tenant. It is the tenant
// behind the demo, the server that tests talk to, and a tool of its own for developers in any language.
//
// # The story of a request
//
// A Tenant is an http.Handler; its zero value is ready. ServeHTTP finds the endpoint from the path (endpoints.go), under
// the tenant's name (contoso.onmicrosoft.com) or its GUID:
//
//	POST oauth2/v2.0/initiate      begin: who is it            signin.go
//	POST oauth2/v2.0/challenge     pick a factor, send a code  signin.go
//	POST oauth2/v2.0/introspect    list the strong methods     signin.go
//	POST oauth2/v2.0/token         every grant                 token.go grants.go decide.go
//	POST signup/v1.0/...           make an account             signup.go attributes.go
//	POST resetpassword/v1.0/...    choose a new password       reset.go passwords.go
//	POST register/v1.0/...         add a strong method         register.go
//	GET  oauth2/v2.0/authorize     the browser leg             authorize.go visit.go pages.go pages/
//	POST login                     what is typed on its pages  visit.go
//	GET  oauth2/v2.0/logout        ends the browser session    visit.go
//	GET  v2.0/.well-known/openid-configuration, discovery/v2.0/keys   keys.go
//	     /_emulator/...            what no real tenant has     control.go
//
// A request over a port is turned away first if its Host is not this computer's, and a post if a web page of another
// origin sent it (origin.go): a browser lets every page try. Pages of the origins that Tenant.Origins names may use the
// API and read its answers (cors.go), which no page may at Entra.
//
// A native request is read (form.go), meets the weather (weather.go: slow, offline, throttled, ...), is then validated in
// one fixed order (wire.go), so that tests of a client are stable, and only then changes anything. A sign-in, a sign-up
// and a password reset are flows (flow.go): the continuation token names the flow and its position, and only the newest
// token of a flow is good. Codes are not sent anywhere; they become a Message (ledger.go), which Messages, OnMessage and
// /_emulator/messages show.
//
// All three end at the token endpoint, and there it is decided (decide.go) whether a second factor is due, whether one
// must be registered first, and whether the client announced that it can do either; if not, the answer is redirect.
//
// Progress is told by errors where the real tenant does so: credential_required, attributes_required, mfa_required and
// registration_required carry the next token. All other errors carry none, and leave the one that was sent as it is, so
// that the person can try again.
//
// # Three ways to reach it
//
// Transport (transport.go) serves it in process as an http.RoundTripper, with real bytes: a request is written out and
// read back as on the wire. Serve and ListenAndServe put it on a loopback port. Command is the command line "emulate"
// (command.go, help.go).
//
// With a folder (Tenant.Data) the signing key, the refresh tokens (store.go) and what people changed (roster.go)
// outlive the process. Tenants that use one folder at the same time, two windows of the demo for one, take turns under
// a kernel lock (lock.go) and read before they write, so that they share all people and sessions.
//
// # Any tenant
//
// Apps, user flows, people, policies, knobs and weather are a Directory, plain data (directory.go), which check.go
// judges and people.go makes ready. Without one a Tenant is BuiltIn (builtin.go). ReadTenantFile reads one from TOML
// (tenantfile.go, tenantkeys.go); whatever is wrong is told at once, with its line and the key that was meant.
// assets/tenants/example.toml shows every key.
//
// # What it is and is not
//
// Passwords are hashed (secret.go), codes are random and die, ten wrong passwords lock the account, PKCE is checked,
// tokens are signed with RS256 and can be verified. The built-in tenant and its people are made up and their password
// is public: never put anything real into it, and never open its port to a network.
//
// Where the documentation is silent or contradicts itself, the usual answer is the default and the other one a field of
// Tenant (tenant.go), which a tenant file sets too (behaviour.go).
//
// It imports nothing else of this module. An emulator that shares code with the client it tests would agree with
// the client's mistakes.
package emulator
