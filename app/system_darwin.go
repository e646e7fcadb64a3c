package app

import (
	"context"
	"os/exec"
	"strings"
)

// AskSystem asks the accessibility settings of macOS what the person has chosen for all windows. A setting that was never
// changed is not there.
func AskSystem(ctx context.Context) SystemLook {
	on := func(key string) bool {
		out, err := exec.CommandContext(ctx, "/usr/bin/defaults", "read", "com.apple.universalaccess", key).Output()
		return err == nil && strings.TrimSpace(string(out)) == "1"
	}
	return SystemLook{HighContrast: on("increaseContrast"), LessMotion: on("reduceMotion")}
}
