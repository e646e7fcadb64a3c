package vault

import (
	"context"
	"log/slog"
	"time"
)

const (
	// SecretLimit is the largest secret in bytes, whatever tier it rests in.
	SecretLimit = 1 << 20

	nameLimit       = 128 // bytes
	serviceLimit    = 64  // bytes
	defaultService  = "vestibule"
	defaultDeadline = 3 * time.Second
)

// Config says where a Keychain keeps what and how patient it is.
type Config struct {
	// Dir is the folder of the account list, the lock file and the sealed files; it is made, private to the
	// user, at the first write. Without one there is no account list, no lock between processes and no overflow tier.
	Dir string

	// Service is the service name of every item. Empty means "vestibule". At most 64 bytes of
	// letters, digits and ._+=/-; with another name every call fails.
	Service string

	// Deadline bounds a call whose context has no deadline of its own. Zero means 3 s. A context with a longer deadline
	// tells that a person is there whom the keychain may ask.
	Deadline time.Duration

	// ItemLimit is the size in bytes above which a secret goes to the overflow tier. Zero means what the
	// platform takes: 2,560 on Windows, 2,800 on macOS, 65,536 elsewhere.
	ItemLimit int

	// Now tells the time for the names of damaged files. Nil means time.Now.
	Now func() time.Time

	// Logger hears of damaged files and of late answers. Secrets are never logged. Nil means silence.
	Logger *slog.Logger
}

// platform is what differs between operating systems.
type platform struct {
	store store
	// check looks at the keychain without changing anything and without starting a process. Only the worker calls it.
	check func(ctx context.Context, service string) (State, error)
	// state finds the state in an error of the store.
	state func(error) State
	limit int // bytes an item may have
}

// store is the part of go-keyring that is used here.
type store interface {
	Get(service, name string) (string, error)
	Set(service, name, value string) error
	Delete(service, name string) error
}

// Open returns the Keychain that c describes. It touches neither the keychain nor the disk.
func Open(c Config) *Keychain { return open(c, system()) }

func open(c Config, p platform) *Keychain {
	if c.Service == "" {
		c.Service = defaultService
	}
	if c.Deadline == 0 {
		c.Deadline = defaultDeadline
	}
	if c.ItemLimit == 0 {
		c.ItemLimit = p.limit
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.Logger == nil {
		c.Logger = slog.New(slog.DiscardHandler)
	}
	f := folder{path: c.Dir, now: c.Now, log: c.Logger}
	return &Keychain{
		service: c.Service, deadline: c.Deadline, limit: c.ItemLimit, platform: p, folder: f,
		worker: worker{grace: c.Deadline}, owed: owed{folder: f},
	}
}
