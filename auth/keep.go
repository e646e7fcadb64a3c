package auth

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
)

// keep stores the refresh token and the account, under the lock between processes. What the vault refuses stays
// in memory for this run, and the problem says why.
func (c *Client) keep(ctx context.Context, a *Account, h *held, refresh string) *Problem {
	ctx, cancel := context.WithTimeout(ctx, keychainAsk)
	defer cancel()
	unlock, err := c.vault.Lock(ctx)
	if err == nil {
		defer unlock()
		var listErr error
		if err, listErr = c.store(ctx, a, h, refresh); err == nil && listErr != nil && refresh != "" {
			// Without the list no start would restore it, and no sign-out remove it.
			_ = c.vault.Delete(ctx, vaultName(*a))
			c.setInMemory(h, refresh)
			a.SignedIn, err = false, listErr
		}
	} else {
		c.setInMemory(h, refresh)
	}
	if err == nil {
		return nil
	}
	c.log.Warn("session not kept", "problem", string(vaultCode(err)))
	return &Problem{Code: vaultCode(err), At: c.now()}
}

// store is keep with the lock held. The errors are those of the secret and of the list.
func (c *Client) store(ctx context.Context, a *Account, h *held, refresh string) (err, listErr error) {
	if refresh != "" {
		if err = c.vault.Set(ctx, vaultName(*a), []byte(refresh)); err != nil {
			c.setInMemory(h, refresh)
		} else {
			c.setInMemory(h, "")
		}
	}
	a.SignedIn = refresh != "" && err == nil
	return err, c.updateList(ctx, func(l *accountList) { l.put(*a) })
}

func (c *Client) inMemory(h *held) string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return h.refresh
}

func (c *Client) setInMemory(h *held, refresh string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	h.refresh = refresh
}

// vaultName is opaque: no address and no tenant can be read off the keychain.
func vaultName(a Account) string {
	sum := sha256.Sum256([]byte(a.ClientID + "\n" + a.ID))
	return hex.EncodeToString(sum[:16])
}

// vaultCode reads the state that a vault's error names.
func vaultCode(err error) ProblemCode {
	var coded interface{ Code() string }
	if errors.As(err, &coded) {
		switch code := ProblemCode(coded.Code()); code {
		case VaultLocked, VaultDenied, VaultAbsent, VaultHung, VaultTooBig:
			return code
		}
	}
	return VaultFailed
}

func (c *Client) readRefresh(ctx context.Context, a Account, h *held) (string, error) {
	if r := c.inMemory(h); r != "" {
		return r, nil // newer than anything that the vault may hold
	}
	if l, err := c.readList(ctx); err == nil {
		if e, ok := l.find(a); ok && e.Leftover {
			return "", c.needSignIn(SessionExpired, rawReply{}, nil) // signed out, even if the vault does not know yet
		}
	}
	b, err := c.vault.Get(ctx, vaultName(a))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "", c.needSignIn(SessionExpired, rawReply{}, nil)
	case err != nil:
		return "", c.needSignIn(vaultCode(err), rawReply{}, nil)
	}
	return string(b), nil
}
