package vault

import (
	"context"
	"fmt"
	"path/filepath"
	"sync"
	"time"
)

const (
	lockName     = "vestibule.lock"
	lockPatience = 30 * time.Second // when the context has no deadline
)

// gate is a mutex whose waiters give up with their context. The zero value is open.
type gate struct {
	once sync.Once
	seat chan struct{} // holds one element while the gate is shut
}

func (g *gate) enter(ctx context.Context) error {
	g.once.Do(func() { g.seat = make(chan struct{}, 1) })
	select {
	case g.seat <- struct{}{}:
		return nil
	default:
	}
	select {
	case g.seat <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (g *gate) leave() { <-g.seat }

// lock excludes goroutines by g and, where f has a path, other processes by the lock file in it. The file is never
// deleted: a lock whose file may vanish excludes nobody. The kernel wait blocks, so that waiters are served and none
// starves; it cannot be cancelled, so a goroutine that nobody waits for any more lets go of the lock once it has it. It
// keeps the gate until then, so that there is never more than one.
func (f folder) lock(ctx context.Context, g *gate) (unlock func(), err error) {
	if _, ok := ctx.Deadline(); !ok {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, lockPatience)
		defer cancel()
	}
	if err := g.enter(ctx); err != nil {
		return nil, busy(err)
	}
	if f.path == "" {
		return sync.OnceFunc(g.leave), nil
	}
	if err := f.ready(); err != nil {
		g.leave()
		return nil, failed("lock", err)
	}
	file, err := openLock(filepath.Join(f.path, lockName))
	if err != nil {
		g.leave()
		return nil, failed("lock", err)
	}
	release := sync.OnceFunc(func() {
		_ = unlockFile(file)
		_ = file.Close() // closing alone would do; the order is for readers
		g.leave()
	})
	granted := make(chan error)
	go func() {
		err := lockFile(file)
		select {
		case granted <- err:
		case <-ctx.Done():
			release()
		}
	}()
	select {
	case err := <-granted:
		if err != nil {
			release()
			return nil, failed("lock", err)
		}
		return release, nil
	case <-ctx.Done():
		return nil, busy(ctx.Err())
	}
}

func busy(err error) error {
	return &Error{State: Hung, Op: "lock", Err: fmt.Errorf("%w: %w", ErrBusy, err)}
}
