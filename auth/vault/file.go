package vault

import (
	"log/slog"
	"path/filepath"
	"time"
)

// WriteFile replaces a small file that holds no secret, such as the settings beside the account list: whole or not
// at all, with mode 0600, in a folder that is made if need be. It refuses a symbolic link and a folder that
// belongs to others or that others may write to, and says what to do.
func WriteFile(path string, data []byte) error {
	dir, name := filepath.Split(path)
	return folder{path: filepath.Clean(dir), now: time.Now, log: slog.New(slog.DiscardHandler)}.write(name, data)
}
