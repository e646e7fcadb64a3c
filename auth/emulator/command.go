package emulator

import (
	"context"
	"flag"
	"fmt"
	"io"
	"net"
	"strings"
)

// Command is the command line "vestibule emulate": args are the arguments after "emulate", example is the tenant file that
// --example prints. It runs until ctx ends. The result is an exit code: 0, or 2 if it could not run, in which case stderr
// says why.
func Command(ctx context.Context, args []string, example []byte, stdout, stderr io.Writer) int {
	o, err := readOptions(args)
	switch {
	case err != nil:
		fmt.Fprintf(stderr, "vestibule emulate: %v\nTry vestibule emulate --help.\n", err)
		return 2
	case o.example && !o.help:
		_, err = stdout.Write(example)
	case o.help:
		d := BuiltIn()
		if o.tenant.Directory != nil {
			d = *o.tenant.Directory
		}
		_, err = io.WriteString(stdout, help(&d))
	default:
		err = o.tenant.ListenAndServe(ctx, o.listen, func(at net.Addr) {
			fmt.Fprintf(stdout, "listening on http://%s/%s\n", at, o.tenant.dir.Name)
		})
	}
	if err != nil {
		fmt.Fprintf(stderr, "vestibule emulate: %v\n", err)
		return 2
	}
	return 0
}

// options are what the command line asks for.
type options struct {
	listen        string
	tenant        *Tenant
	help, example bool
}

func readOptions(args []string) (*options, error) {
	o := &options{tenant: &Tenant{}}
	var files, origins []string
	flags := flag.NewFlagSet("emulate", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.StringVar(&o.listen, "listen", "127.0.0.1:8400", "")
	flags.StringVar(&o.tenant.Data, "data", "", "")
	flags.Func("tenant", "", func(file string) error {
		files = append(files, file)
		return nil
	})
	flags.Func("cors", "", func(list string) error {
		origins = append(origins, strings.Split(list, ",")...)
		return nil
	})
	flags.BoolVar(&o.example, "example", false, "")
	flags.BoolVar(&o.help, "help", false, "") // a flag like others, so that it may come before --tenant
	flags.BoolVar(&o.help, "h", false, "")
	if err := flags.Parse(args); err != nil {
		return nil, err
	}
	if flags.NArg() > 0 {
		return nil, fmt.Errorf("unexpected argument %q", flags.Arg(0))
	}
	for _, s := range origins {
		origin, err := ParseOrigin(strings.TrimSpace(s))
		if err != nil {
			return nil, fmt.Errorf("--cors: %w", err)
		}
		o.tenant.Origins = append(o.tenant.Origins, origin)
	}
	if len(files) == 0 {
		return o, nil
	}
	d, err := ReadTenantFile(files[len(files)-1])
	if err != nil {
		return nil, fmt.Errorf("there is no tenant to run\n%w", err)
	}
	o.tenant.Directory = d
	return o, nil
}
