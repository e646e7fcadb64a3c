package vault

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
)

// ListLimit is the largest account list in bytes.
const ListLimit = 64 << 10

const listName = "accounts.json"

var errNotJSON = errors.New("the account list is not JSON")

// readList returns the account list. One that is not JSON, or too long, is set aside and counts as none: it can be made
// again by signing in, and nothing in it opens anything.
func (f folder) readList(ctx context.Context) ([]byte, error) {
	if err := ctx.Err(); err != nil {
		return nil, failed("list", err)
	}
	data, err := f.read(listName, ListLimit)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, notStored("list")
	}
	if err != nil {
		return nil, failed("list", err)
	}
	if len(data) > ListLimit || !json.Valid(data) {
		f.setAside(listName, data, ListLimit)
		return nil, fmt.Errorf("%w (%w)", notStored("list"), ErrDamaged)
	}
	return data, nil
}

// writeList replaces the account list in one step.
func (f folder) writeList(ctx context.Context, list []byte) error {
	if err := ctx.Err(); err != nil {
		return failed("set list", err)
	}
	if err := checkList(list); err != nil {
		return err
	}
	return failed("set list", f.write(listName, list))
}

func checkList(list []byte) error {
	if len(list) > ListLimit {
		return &Error{State: TooBig, Op: "set list", Err: fmt.Errorf("%d bytes of at most %d", len(list), ListLimit)}
	}
	if !json.Valid(list) {
		return failed("set list", errNotJSON)
	}
	return nil
}
