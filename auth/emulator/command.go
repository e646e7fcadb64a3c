package emulator

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
)

const usage = `Usage: vestibule emulate [--listen ADDR] [--data DIR]

Runs an emulated Microsoft Entra External ID tenant on this computer, with the native authentication API (version 1)
as far as signing in needs it and the browser sign-in. It prints one line when it is ready and runs until it is
interrupted. It needs no display.

  --listen ADDR   address and port to listen on; this computer only (default 127.0.0.1:8400); port 0 takes a free one
  --data DIR      folder in which the signing key and the refresh tokens are kept between runs (default: in memory)
  --help          this text

Everybody's password is %s. The addresses are listed at http://127.0.0.1:8400/_emulator/, together with the mails
and text messages that the tenant sends. Client IDs:

  %s   email with password, or an email code
  %s   the same, for the email code user flow
  %s   a second factor at every sign-in
  %s   every sign-in needs the browser
  %s   not enabled for native authentication

For programs and tests:

  GET  /_emulator/messages[?to=ADDR]   what was sent, as JSON, oldest first
  GET  /_emulator/requests             the requests so far, as JSON
  POST /_emulator/reset                back to the first state
  POST /_emulator/weather              {"kind":"offline","after":0,"times":1}; kinds:
%s  POST /_emulator/clock                {"advance":"10m"}
  POST /_emulator/revoke               {"user":"password@contoso.example"}: the refresh tokens of one person

Exit codes: 0 stopped or help shown, 2 could not run.
`

// Command is the command line "vestibule emulate": args are the arguments after "emulate". It runs until ctx ends.
// The result is an exit code: 0, or 2 if it could not run, in which case stderr says why.
func Command(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	flags := flag.NewFlagSet("emulate", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	listen := flags.String("listen", "127.0.0.1:8400", "")
	folder := flags.String("data", "", "")
	err := flags.Parse(args)
	switch {
	case errors.Is(err, flag.ErrHelp):
		var kinds string
		for i, k := range Kinds {
			if i%5 == 0 {
				kinds += "                                       "
			}
			kinds += string(k)
			if i%5 == 4 || i == len(Kinds)-1 {
				kinds += "\n"
			} else {
				kinds += " "
			}
		}
		fmt.Fprintf(stdout, usage, Password, ClientPassword, ClientOTP, ClientMFA, ClientBrowser, ClientConfidential, kinds)
		return 0
	case err == nil && flags.NArg() > 0:
		err = fmt.Errorf("unexpected argument %q", flags.Arg(0))
	}
	if err != nil {
		fmt.Fprintf(stderr, "vestibule emulate: %v\nTry vestibule emulate --help.\n", err)
		return 2
	}
	tenant := &Tenant{Data: *folder}
	err = tenant.ListenAndServe(ctx, *listen, func(at net.Addr) {
		fmt.Fprintf(stdout, "listening on http://%s/%s\n", at, TenantName)
	})
	if err != nil {
		fmt.Fprintf(stderr, "vestibule emulate: %v\n", err)
		return 2
	}
	return 0
}
