package app

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image/png"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"

	"fyne.io/fyne/v2"

	"github.com/vestibule-app/vestibule/assets/brand"
	"github.com/vestibule-app/vestibule/screens"
	"github.com/vestibule-app/vestibule/screens/kit"
)

// take draws all pictures. Each language and look is drawn by a process of its own, as many at a time as there are
// processors.
func (s shots) take(ctx context.Context, start func() fyne.App, stdout, stderr io.Writer) error {
	p, err := s.pack()
	if err != nil {
		return err
	}
	names, err := s.names(p)
	if err != nil {
		return err
	}
	CleanEnvironment()
	if s.noIndex && len(s.langs) == 1 && len(s.themes) == 1 {
		return s.draw(ctx, start(), p, stdout)
	}
	start() // makes the folders that Fyne wants, which several processes at once cannot
	count := &progress{to: stderr, what: "pictures", all: len(s.all(names))}
	files, err := s.share(ctx, count, stderr)
	if err != nil {
		return err
	}
	count.end()
	if s.noIndex {
		_, err = io.WriteString(stdout, files)
		return err
	}
	index := filepath.Join(s.out, "index.html")
	if err := s.writeIndex(index, names); err != nil {
		return err
	}
	_, err = fmt.Fprintln(stdout, index)
	return err
}

// share has other processes of this program draw, and gives the names of their files in the order of the command line.
func (s shots) share(ctx context.Context, count *progress, stderr io.Writer) (files string, err error) {
	shared := []string{"shots", "--no-index", "--out", s.out, "--width", join(s.widths), "--scale", join(s.scales), "--only", strings.Join(s.only, ",")}
	if s.brand != "" {
		shared = append(shared, "--brand", s.brand)
	}
	var errands []errand
	for _, lang := range s.langs {
		for _, theme := range s.themes {
			errands = append(errands, errand{lang + " in " + theme, append(slices.Clone(shared), "--lang", lang, "--theme", theme)})
		}
	}
	texts, err := send(ctx, errands, count, stderr)
	return strings.Join(texts, ""), err
}

// all are the pictures that were asked for, in the order of the screens.
func (s shots) all(names []string) (all []shot) {
	for _, name := range names {
		for _, lang := range s.langs {
			for _, theme := range s.themes {
				for _, width := range s.widths {
					for _, scale := range s.scales {
						all = append(all, shot{name, lang, theme, width, scale})
					}
				}
			}
		}
	}
	return all
}

// errand is a command line for another process of this program.
type errand struct {
	what string // for the message when it fails
	args []string
}

// send has other processes of this program run errands, as many at a time as there are processors, and gives what they
// wrote, in their order. An errand may end with exitFindings.
func send(ctx context.Context, errands []errand, count *progress, stderr io.Writer) ([]string, error) {
	program, err := os.Executable()
	if err != nil {
		return nil, err
	}
	ctx, stop := context.WithCancel(ctx)
	var started []*exec.Cmd
	var texts []string // of those that have ended
	wait := func() error {
		cmd := started[len(texts)]
		what := errands[len(texts)].what
		texts = append(texts, "")
		var ended *exec.ExitError
		if err := cmd.Wait(); err != nil && (!errors.As(err, &ended) || ended.ExitCode() != exitFindings) {
			return fmt.Errorf("%s: %w", what, err)
		}
		texts[len(texts)-1] = cmd.Stdout.(*counted).text.String()
		return nil
	}
	defer func() {
		stop()
		for len(texts) < len(started) {
			_ = wait() // it was told to end
		}
	}()
	for _, e := range errands {
		if len(started)-len(texts) == runtime.NumCPU() {
			if err := wait(); err != nil {
				return nil, err
			}
		}
		cmd := exec.CommandContext(ctx, program, e.args...)
		cmd.Stdout, cmd.Stderr = &counted{by: count}, stderr
		if err := cmd.Start(); err != nil {
			return nil, err
		}
		started = append(started, cmd)
	}
	for len(texts) < len(started) {
		if err := wait(); err != nil {
			return nil, err
		}
	}
	return texts, nil
}

// draw makes the pictures of one language in one look.
func (s shots) draw(ctx context.Context, f fyne.App, p *brand.Pack, stdout io.Writer) error {
	words, err := screens.NewWords(s.langs[0])
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Join(s.out, s.langs[0]), 0o750); err != nil {
		return err
	}
	paper := newOffscreen(f, lookOf(p, s.themes[0], s.langs[0]))
	for _, exhibit := range screens.Gallery(exhibitAsking(words, p)) {
		if !s.wanted(exhibit.Name) {
			continue
		}
		for _, width := range s.widths {
			for _, scale := range s.scales {
				if err := ctx.Err(); err != nil {
					return err
				}
				file := filepath.Join(s.out, filepath.FromSlash(shot{exhibit.Name, s.langs[0], s.themes[0], width, scale}.File()))
				var b bytes.Buffer
				if err := png.Encode(&b, paper.draw(exhibit, fyne.NewSize(width, kit.WindowHeight), scale)); err != nil {
					return err
				}
				if err := writeFile(file, b.Bytes()); err != nil {
					return err
				}
				if _, err := fmt.Fprintln(stdout, file); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// writeFile writes a file that everybody may read whom the person lets.
func writeFile(name string, content []byte) error {
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	_, err = f.Write(content)
	return errors.Join(err, f.Close())
}

// join writes numbers as a flag takes them.
func join(numbers []float32) string {
	texts := make([]string, len(numbers))
	for i, n := range numbers {
		texts[i] = strconv.FormatFloat(float64(n), 'g', -1, 32)
	}
	return strings.Join(texts, ",")
}

// progress is one line that says how far several processes are.
type progress struct {
	to        io.Writer
	what      string // they make, one a line of output
	all       int
	mu        sync.Mutex
	done, ten int
}

func (p *progress) add(n int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.done += n; p.done/10 > p.ten || p.done == p.all {
		p.ten = p.done / 10
		_, _ = fmt.Fprintf(p.to, "\r%d of %d %s", p.done, p.all, p.what)
	}
}

func (p *progress) end() { _, _ = fmt.Fprintln(p.to) }

// counted is the output of one process, a line for each thing that it makes.
type counted struct {
	by   *progress
	text bytes.Buffer
}

// Write implements io.Writer.
func (c *counted) Write(b []byte) (int, error) {
	c.by.add(bytes.Count(b, []byte("\n")))
	return c.text.Write(b)
}
