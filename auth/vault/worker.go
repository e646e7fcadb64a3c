package vault

import (
	"context"
	"fmt"
	"sync"
	"time"
)

// worker runs one call of the keychain at a time, each on a goroutine that may be left behind. Because a call that
// does not come back keeps its place, there is never more than one such goroutine.
type worker struct {
	grace time.Duration // a call is stuck once its caller has left and it has run this long

	mu  sync.Mutex
	now *call // the call inside the keychain; nil when it is free
}

// call is one visit to the keychain.
type call struct {
	started time.Time
	done    chan struct{} // closed when the visit is over
	stuck   chan struct{} // closed when it is taken for hung
}

// do runs job and returns its error. If ctx ends first it returns ctx's error and job's result is dropped; while the
// abandoned job is still inside, other calls return errStuck at once. The job sees a context that ends with the caller's
// and must check it before it changes anything.
func (w *worker) do(ctx context.Context, job func(context.Context) error) error {
	c, err := w.enter(ctx)
	if err != nil {
		return err
	}
	result := make(chan error, 1)
	go func() {
		err := guarded(ctx, job)
		w.leave(c)
		result <- err
	}()
	select {
	case err := <-result:
		return err
	case <-ctx.Done():
	}
	select {
	case err := <-result: // both at once: an answer is better than none
		return err
	default:
	}
	// A caller who changed his mind early says nothing about the keychain: it still has the rest of its time.
	time.AfterFunc(w.grace-time.Since(c.started), func() { close(c.stuck) })
	return ctx.Err()
}

// enter waits until the keychain is free.
func (w *worker) enter(ctx context.Context) (*call, error) {
	for {
		w.mu.Lock()
		before := w.now
		if before == nil {
			c := &call{started: time.Now(), done: make(chan struct{}), stuck: make(chan struct{})}
			w.now = c
			w.mu.Unlock()
			return c, nil
		}
		w.mu.Unlock()
		select {
		case <-before.done:
		case <-before.stuck:
			select {
			case <-before.done:
			default:
				return nil, errStuck
			}
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

// leave frees the keychain for the next call.
func (w *worker) leave(c *call) {
	w.mu.Lock()
	w.now = nil
	w.mu.Unlock()
	close(c.done)
}

// guarded turns a panic of the keychain's client library into an error. It has some: a bus that goes away while a
// prompt is open is one. The panic's value stays out of the error because it might quote the secret.
func guarded(ctx context.Context, job func(context.Context) error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("the keychain's client library panicked (%T)", p)
		}
	}()
	return job(ctx)
}
