package vault

import "context"

// Store is what [Keychain] and [Memory] have in common; the methods are described there.
type Store interface {
	Get(ctx context.Context, name string) ([]byte, error)
	Set(ctx context.Context, name string, secret []byte) error
	Delete(ctx context.Context, name string) error
	Lock(ctx context.Context) (unlock func(), err error)
	List(ctx context.Context) ([]byte, error)
	SetList(ctx context.Context, list []byte) error
}

// Choose returns this machine's keychain, or memory if it has none that could ever answer. The account list rests in
// c.Dir either way. The error is not a failure: it is the [Error] that tells why the keychain is not ready now, and nil
// when it is. A locked or hung keychain is still the right one: somebody may unlock it, and it may come back.
func Choose(ctx context.Context, c Config) (Store, error) { return choose(ctx, c, Open(c)) }

func choose(ctx context.Context, c Config, k *Keychain) (Store, error) {
	state, reason := k.probe(ctx)
	switch state {
	case Ready:
		return k, nil
	case Absent, Denied:
		return &Memory{Dir: c.Dir, Logger: c.Logger}, reason
	default:
		return k, reason
	}
}
