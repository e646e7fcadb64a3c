//go:build e2e

package e2e_test

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// browser is a real Chromium.
type browser struct {
	t     *testing.T
	ctx   context.Context
	shots int
}

func newBrowser(t *testing.T) *browser {
	t.Helper()
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.UserDataDir(tempFolder(t)),
		chromedp.Flag("window-size", "900,800"))
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable"} {
		if path, err := exec.LookPath(name); err == nil {
			options = append(options, chromedp.ExecPath(path))
			break
		}
	}
	if os.Getuid() == 0 {
		options = append(options, chromedp.NoSandbox)
	}
	allocated, stop := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(stop)
	ctx, closeTab := chromedp.NewContext(allocated)
	t.Cleanup(closeTab)
	b := &browser{t: t, ctx: ctx}
	if err := chromedp.Do(ctx); err != nil { // the first use starts the browser, and ends it with its own context
		t.Fatalf("starting the browser: %v", err)
	}
	return b
}

// do runs steps in the tab.
func (b *browser) do(what string, steps ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	if err := chromedp.Do(ctx, steps...); err != nil {
		b.shot("failed")
		b.t.Fatalf("browser, %s: %v", what, err)
	}
}

// shot keeps a picture of the page.
func (b *browser) shot(name string) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, 20*time.Second)
	defer cancel()
	picture, err := chromedp.Run(ctx, chromedp.CaptureScreenshot())
	if err != nil {
		b.t.Logf("no picture of the page: %v", err)
		return
	}
	b.shots++
	dir := filepath.Join(pictures, filepath.FromSlash(b.t.Name()))
	if err := os.MkdirAll(dir, 0o755); err != nil {
		b.t.Error(err)
		return
	}
	if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("browser-%02d-%s.png", b.shots, name)), picture, 0o644); err != nil {
		b.t.Error(err)
	}
}

// address waits for the nth address (from 1) that the program wanted to open.
func (h *home) address(nth int) string {
	h.t.Helper()
	return await(h.t, "the program to open a browser", func() (string, bool) {
		b, err := os.ReadFile(h.opened())
		lines := strings.Split(string(b), "\n")
		if err != nil || len(lines) <= nth { // the last line must have its end
			return "", false
		}
		return lines[nth-1], true
	})
}
