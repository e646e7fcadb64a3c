// Package emulator is a tenant in a box: an emulation of a Microsoft Entra External ID tenant that speaks the
// native authentication API, version 1, as far as signing in needs it, together with the browser leg of the same
// tenant. It is the tenant behind the demo, the server that tests talk to, and a tool of its own for developers in
// any language.
//
// # The story of a request
//
// A Tenant is an http.Handler; its zero value is ready. ServeHTTP finds the endpoint from the path, under the
// tenant's name (contoso.onmicrosoft.com) or its GUID:
//
//	POST oauth2/v2.0/initiate      begin: who is it            signin.go
//	POST oauth2/v2.0/challenge     pick a factor, send a code  signin.go
//	POST oauth2/v2.0/introspect    list the strong methods     signin.go
//	POST oauth2/v2.0/token         every grant                 token.go grants.go
//	GET  oauth2/v2.0/authorize     the browser leg             authorize.go visit.go pages.go pages/
//	POST login                     what is typed on its pages  visit.go
//	GET  oauth2/v2.0/logout        ends the browser session    visit.go
//	GET  v2.0/.well-known/openid-configuration, discovery/v2.0/keys   keys.go
//	     /_emulator/...            what no real tenant has     control.go
//
// A request over a port is turned away first if its Host is not this computer's, and a post if a web page of another
// origin sent it (origin.go): a browser lets every page try. Pages of the origins that Tenant.Origins names may use the API
// and read its answers (cors.go), which no page may at Entra.
//
// A native request then meets the weather (weather.go: slow, offline, throttled, ...), is then validated in one
// fixed order (wire.go), so that tests of a client are stable, and only then changes anything. A sign-in is a flow
// (flow.go): the continuation token names the flow and its position, and only the newest token of a flow is good.
// Codes are not sent anywhere; they become a Message, which Messages, OnMessage and /_emulator/messages show.
//
// # Three ways to reach it
//
// Transport serves it in process as an http.RoundTripper, with real bytes: a request is written out and read back
// as on the wire. Serve and ListenAndServe put it on a loopback port. Command is the command line "emulate" (command.go,
// help.go).
//
// With a folder (Tenant.Data) the signing key and the refresh tokens outlive the process (store.go). Tenants that use one
// folder at the same time, two windows of the demo for one, take turns under a kernel lock (lock.go) and read before they
// write, so that they share all sessions.
//
// # Any tenant
//
// Apps, user flows, people, policies, knobs and weather are a Directory. Without one a Tenant is BuiltIn. ReadTenantFile reads
// one from TOML (tenantfile.go, tenantkeys.go); whatever is wrong is told at once, with its line and the key that was
// meant. assets/tenants/example.toml shows every key.
//
// # What it is and is not
//
// Passwords are hashed, codes are random and die, ten wrong passwords lock the account, PKCE is checked, tokens are
// signed with RS256 and can be verified. Its one tenant, its apps and its people (people.go) are made up and their
// password is public: never put anything real into it, and never open its port to a network.
//
// It imports nothing else of this module. An emulator that shares code with the client it tests would agree with
// the client's mistakes.
package emulator
