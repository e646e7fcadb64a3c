package stories

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// Story is one file.
type Story struct {
	Name  string // the file's name without its ending
	Lines []Line
}

// Line is one line that is not blank and not a comment.
type Line struct {
	Number int // from 1
	Verb   string
	Words  []string
}

// At names the line for a test's message.
func (l Line) At() string {
	return fmt.Sprintf("line %d (%s %s)", l.Number, l.Verb, strings.Join(l.Words, " "))
}

// Arg is the word with the index, or "".
func (l Line) Arg(i int) string {
	if i < len(l.Words) {
		return l.Words[i]
	}
	return ""
}

// Rest is everything behind the verb and n words, blanks between them as one.
func (l Line) Rest(n int) string {
	if n > len(l.Words) {
		return ""
	}
	return strings.Join(l.Words[n:], " ")
}

// Count is the word with the index as a whole number; 0 if there is none.
func (l Line) Count(t *testing.T, i int) int {
	t.Helper()
	if l.Arg(i) == "" {
		return 0
	}
	n, err := strconv.Atoi(l.Arg(i))
	if err != nil {
		t.Fatalf("%s: %q is not a number", l.At(), l.Arg(i))
	}
	return n
}

// heads are the lines that say what there is before the story begins; Cast reads them.
var heads = map[string]bool{"app": true, "mode": true, "tenant": true, "knob": true, "flow": true}

var verbs = map[string]bool{"ask": true, "say": true, "web": true, "paste": true, "fail": true,
	"weather": true, "clock": true, "vault": true, "restart": true, "sign": true, "reset": true, "revoke": true, "requests": true}

// Read reads all stories of a folder.
func Read(dir string) ([]Story, error) {
	files, err := filepath.Glob(filepath.Join(dir, "*.story"))
	if err != nil {
		return nil, err
	}
	var all []Story
	for _, name := range files {
		s, err := read(name)
		if err != nil {
			return nil, err
		}
		all = append(all, s)
	}
	return all, nil
}

func read(name string) (Story, error) {
	f, err := os.Open(name)
	if err != nil {
		return Story{}, err
	}
	defer func() { _ = f.Close() }()
	s := Story{Name: strings.TrimSuffix(filepath.Base(name), ".story")}
	asks := 0
	lines := bufio.NewScanner(f)
	for n := 1; lines.Scan(); n++ {
		words := strings.Fields(lines.Text())
		if len(words) == 0 || strings.HasPrefix(words[0], "#") {
			continue
		}
		if !verbs[words[0]] && !heads[words[0]] {
			return s, fmt.Errorf("%s:%d: a line cannot begin with %q", name, n, words[0])
		}
		if words[0] == "ask" || words[0] == "fail" {
			asks++
		}
		s.Lines = append(s.Lines, Line{Number: n, Verb: words[0], Words: words[1:]})
	}
	if asks == 0 {
		return s, fmt.Errorf("%s: a story without an ask proves nothing", name)
	}
	return s, lines.Err()
}

// Player plays a story at one height.
type Player interface {
	// Play does one line, and fails the test if what must come does not.
	Play(t *testing.T, l Line)
	// Close ends the story.
	Close()
}

// Run plays every story of a folder, each with a Player of its own.
func Run(t *testing.T, dir string, least int, start func(*testing.T, Cast) Player) {
	t.Helper()
	all, err := Read(dir)
	if err != nil {
		t.Fatal(err)
	}
	if len(all) < least {
		t.Fatalf("%d stories in %s, want at least %d", len(all), dir, least)
	}
	for _, s := range all {
		t.Run(s.Name, func(t *testing.T) {
			cast := ReadCast(t, dir, s)
			p := start(t, cast)
			defer p.Close()
			for _, l := range s.Lines {
				if !heads[l.Verb] {
					p.Play(t, l)
				}
			}
		})
	}
}
