// Package app is the window and the thread. It reads the settings, chooses the tenant (a real one or the embedded
// emulator; nobody else can tell), holds the one window, and carries answers from the screen to the conversation
// and the next question back.
//
// # One keypress
//
// A screen calls Reply with an Answer, on the UI thread. run.go makes the screen busy, starts the one worker
// goroutine, which calls auth's Flow.Submit, and hops back by App.do with the next Step. If it is of the same kind,
// the screen shows it in place and keeps what was typed; otherwise screens.For builds the next screen. Leaving a
// screen cancels the context, and a late answer is dropped.
//
// run.go is the only file that starts a goroutine for the conversation and the only one that hops back, so that
// "which thread am I on" has one answer everywhere else: the UI thread.
//
// # A brand
//
// The pack that the settings name is read before there is a window, whole or not at all: with anything wrong in it the
// look before stays, and a line above the screen says why. From then on a timer looks at it, reads it beside the UI
// thread when it has changed, and has the screen built again with what was typed. Before it is shown it is drawn where nobody
// sees it, because what draws believes the files.
//
// Who names a pack trusts it with looks and words. With the tenant, which gets the password, only what the settings say
// themselves or what is signed with the key that they name; the tenant of another pack is a proposal that the person reads.
// The host is shown in words that no pack can change.
//
// # The files
//
//	app.go            the App: window, client, what every screen is told
//	show.go           which screen is shown, and the keys that nothing on it took
//	run.go            threads and timers
//	transition.go     how one screen takes the place of another
//	size.go           the size of the window is kept
//	brand.go          the brand pack; brand_watch.go sees each change of it while the window is open,
//	                  brand_rehearsal.go draws it before it is shown, brand_crash.go is for one that makes the program crash
//	                  all the same; brand_versions.go knows which of two is older, brand_memory.go keeps both
//	look.go           themes by name, light or dark, and country
//	appearance.go     how the person wants the window to look and move; theme.go makes it so
//	system_*.go       how the system wants it
//	journey.go        the ways between start, accounts, conversation and home
//	accounts.go       who is known on this computer
//	connect.go        a tenant is asked for, looked up and saved
//	settings.go       flags, environment and file, in that order, from one table
//	settings_table.go that table
//	settings_file.go  whose line in the file is wrong, and how a value in it is changed
//	settings_attributes.go  what a new account is asked for
//	signup.go         the same, for the conversation and for the screens
//	demo.go           the embedded tenant; drawer.go is its ribbon and its inbox, drawer_layout.go where they lie
//	surface.go        grounds and layouts of more than one window
//	language.go       the language is changed while the window is open
//	open.go           the system browser
//	support.go        the card for support; nettest.go looks at the way to the tenant for it
//	clipboardcode.go  a code that was copied elsewhere
//	environment.go    what the program does not take from its environment
//	display*.go       is there a display to open a window on
//	gallery*.go       every screen in every state, to be looked at and typed into
//	shots*.go         the same as pictures, which offscreen.go draws without a display
//	studio.go         Brand Studio: inputs on the one side, on the other a wall of screens. studio_command.go starts it,
//	                  studio_frame.go lays it out, studio_list.go and studio_ask.go are parts of it
//	studio_document*.go  the pack that is edited; studio_remains.go is what can be shown of a broken one. studio_files.go
//	                  opens and saves it, studio_chooser.go, studio_file_list.go and studio_folder.go ask where, and
//	                  studio_follow.go takes over what another program saves
//	studio_inputs.go  which key has which input: studio_color.go with studio_swatch.go and studio_picker.go,
//	                  studio_slider.go, studio_file_input.go, studio_list_input.go, studio_tokens.go and studio_words.go;
//	                  studio_fields.go is what they share
//	studio_wall.go    the wall. studio_grid.go has its pictures, studio_groups.go says what stands together, studio_view.go
//	                  shows one screen in full size. studio_orders.go says what is drawn next, studio_process.go has it
//	                  drawn, and studio_draw.go is the process that draws; studio_packed.go has packs travel there
//	studio_easel.go   how it draws: sketches of screens that stand, with pictures that studio_shrink.go makes small
//	studio_findings.go  what is wrong with the pack, which studio_said.go says; studio_check.go is what takes too long to be
//	                  done with every change, and studio_inspect.go the processes that do it
//	log.go            lines for people and programs, without secrets
//	command.go        the commands that need no window
//	brand_command.go  brand packs from a terminal: made and packed; brand_keys.go signs them
//	brand_check.go    what is wrong with one: brand_flaw.go says what a flaw is, brand_contrast.go, brand_logo.go,
//	                  brand_font.go and brand_fit.go find them; brand_picture.go measures pictures, brand_fit_languages.go says
//	                  which screens have to fit in which languages; brand_report.go writes the page for designers
//	brand_diff.go     what differs between two, in pictures and, by brand_difference.go, in tables
package app
