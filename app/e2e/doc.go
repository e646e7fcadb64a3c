// Package e2e tests the built program from the outside, as a person meets it: a real window on a display, keys typed
// into it, a real browser, a real keyring. It is tests only, behind the build tag e2e; run it with `make e2e`.
//
// # The story
//
// TestMain builds bin/vestibule once. A journey then gets a desktop of its own (desktop_test.go): an X server without
// a screen, a window manager, and a keyboard. It gets a person's home (home_test.go): empty folders, a private session
// bus and a throw-away gnome-keyring on it. It starts the emulated tenant, which is the same binary (tenant_test.go),
// and the program itself (program_test.go). Where the program opens a browser, a small xdg-open at the front of the
// PATH takes the address down, and Chromium is sent there (browser_test.go).
//
// The journeys to being signed in are in journeys_test.go, signup_test.go, reset_test.go, registration_test.go and
// demo_test.go. The person in them has no mouse, and gets around by Tab, the arrows, Return and Escape.
//
// brand_test.go works on a brand while its window is open.
//
// idle_test.go measures what a window takes of the processor that nobody touches, beside the bare one of testdata/bare.
//
// A journey never waits on time. It waits on what the program says in its log: the step that it shows now. Every wait
// has a deadline that is far longer than needed; one that passes prints the end of the log and keeps a picture.
//
// Pictures of every state are kept in the folder that E2E_OUT names, by default bin/e2e.
package e2e
