package screens_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"github.com/vestibule-app/vestibule/assets"
	"github.com/vestibule-app/vestibule/auth"
	"github.com/vestibule-app/vestibule/screens"
	"github.com/vestibule-app/vestibule/screens/kit"
)

func TestAccounts(t *testing.T) {
	list := []auth.Account{
		{ID: "1", Name: "Anna", Username: "anna@contoso.example", SignedIn: true},
		{ID: "2", Name: "Alfred", Username: "alfred@contoso.example"},
		{ID: "3", Name: "Omar", Username: "omar@fabrikam.example"},
		{ID: "4", Username: "nobody@fabrikam.example"},
	}
	var calls []string
	s := perform(t, func(a screens.Asking) screens.Screen {
		return screens.Accounts(a, list, func(p auth.Account) { calls = append(calls, "pick "+p.ID) },
			func() { calls = append(calls, "add") }, func(p auth.Account) { calls = append(calls, "remove "+p.ID) })
	})
	rows := objects[*kit.Row](s)
	var lines []string
	for _, row := range rows {
		lines = append(lines, row.Title()+" | "+row.Subtitle())
	}
	want := []string{
		"Anna | Signed in · anna@contoso.example",
		"Alfred | Signed out · alfred@contoso.example",
		"Omar | Signed out · o•••@fabrikam.example",
		"nobody@fabrikam.example | Signed out",
		"Use another account | ",
	}
	if !slices.Equal(lines, want) {
		t.Errorf("rows: %q, want %q", lines, want)
	}
	s.press(fyne.KeyDown)
	s.press(fyne.KeyReturn)
	test.Tap(objects[*kit.IconButton](s)[2])
	s.mustSay("Omar is signed out and taken off the list")
	s.tap("Remove")
	s.tap("Use another account")
	if !slices.Equal(calls, []string{"pick 2", "remove 3", "add"}) {
		t.Errorf("calls: %v", calls)
	}
}

// A list of any length is drawn no longer than a person reads, the first first, with the way on at its end.
func TestAccountsAreNotDrawnByTheThousand(t *testing.T) {
	list := make([]auth.Account, 5000)
	for i := range list {
		list[i] = auth.Account{ID: fmt.Sprint(i), Name: fmt.Sprintf("Person %d", i), Username: fmt.Sprintf("p%d@contoso.example", i)}
	}
	s := perform(t, func(a screens.Asking) screens.Screen {
		return screens.Accounts(a, list, func(auth.Account) {}, func() {}, nil)
	})
	rows := objects[*kit.Row](s)
	if len(rows) != 33 || rows[0].Title() != "Person 0" || rows[31].Title() != "Person 31" || rows[32].Title() != "Use another account" {
		t.Errorf("%d rows, the last of them %q", len(rows), rows[len(rows)-1].Title())
	}
	if len(list) != 5000 {
		t.Error("the list is not what it was")
	}
}

func TestTheAddressCanBeLeftBehind(t *testing.T) {
	step := auth.SignedIn{Account: auth.Account{Username: "ada@contoso.example"}, Kept: true}
	s := ask(t, step)
	check := objects[*kit.Options](s)[0]
	if !check.On() {
		t.Error("off, though the settings say on")
	}
	s.window.Canvas().Focus(check.Target())
	s.press(fyne.KeySpace)
	s.press(fyne.KeySpace)
	if !slices.Equal(s.calls, []string{"remember false", "remember true"}) {
		t.Errorf("calls: %v", s.calls)
	}
	s = perform(t, func(a screens.Asking) screens.Screen {
		a.OnRemember = nil
		return screens.For(step, a)
	})
	if len(objects[*kit.Options](s)) != 0 {
		t.Error("the switch is on show, though nobody takes it")
	}
}

// Removing an account asks once. Escape and the other button leave everything as it was.
func TestRemovingAsksOnce(t *testing.T) {
	list := []auth.Account{{ID: "1", Name: "Anna", Username: "anna@contoso.example", SignedIn: true}, {ID: "2", Name: "Omar", Username: "omar@contoso.example"}}
	var removed []string
	s := perform(t, func(a screens.Asking) screens.Screen {
		return screens.Accounts(a, list, func(auth.Account) {}, func() {}, func(p auth.Account) { removed = append(removed, p.ID) })
	})
	rows := objects[*kit.Row](s)
	s.window.Canvas().Focus(rows[1])
	s.press(fyne.KeyDelete)
	s.mustSay("Omar is signed out and taken off the list of this computer.")
	s.press(fyne.KeyEscape)
	s.press(fyne.KeyDelete)
	s.press(fyne.KeyReturn) // Keep has the focus
	if got := objects[*kit.Row](s); !slices.Equal(got, rows) || len(removed) != 0 {
		t.Fatalf("%d rows are left, and removed are %v", len(got), removed)
	}
	if s.window.Canvas().Focused() != fyne.Focusable(rows[1]) {
		t.Errorf("the focus is on %T", s.window.Canvas().Focused())
	}
	test.Tap(objects[*kit.IconButton](s)[1])
	test.Tap(objects[*kit.IconButton](s)[0]) // thought better of it: the other one
	s.mustSay("Anna is signed out")
	if s.says("Omar is signed out") {
		t.Error("two questions at once")
	}
	s.window.Canvas().FocusPrevious()
	s.press(fyne.KeySpace)
	if !slices.Equal(removed, []string{"1"}) {
		t.Errorf("removed are %v", removed)
	}
	s.screen.Busy(screens.Working)
	s.tap("Remove")
	test.Tap(objects[*kit.IconButton](s)[0])
	if !slices.Equal(removed, []string{"1"}) || s.says("Omar is signed out") {
		t.Errorf("while one is being removed: %v", removed)
	}
}

// An address is told from another by its end, so nothing of a masked one is cut off, in any language or window.
func TestAccountsShowWholeAddresses(t *testing.T) {
	list := []auth.Account{
		{ID: "1", Name: "Anna Berger", Username: "anna@contoso.example", SignedIn: true},
		{ID: "2", Name: "Omar Haddad", Username: "omar@fabrikam.example"},
	}
	for _, tag := range assets.Languages() {
		for _, width := range []float32{400, 480, 1100} {
			s := perform(t, func(a screens.Asking) screens.Screen {
				a.Words = words(t, tag)
				return screens.Accounts(a, list, func(auth.Account) {}, func() {}, func(auth.Account) {})
			})
			s.window.Resize(fyne.NewSize(width, 720))
			var all strings.Builder
			for _, row := range objects[*kit.Row](s) {
				for _, o := range test.WidgetRenderer(row).Objects() {
					if text, ok := o.(*canvas.Text); ok {
						all.WriteString(text.Text + "\n")
					}
				}
			}
			if got := all.String(); !strings.Contains(got, "a•••@contoso.example") || !strings.Contains(got, "o•••@fabrikam.example") {
				t.Errorf("%s, %v wide: the list says %q", tag, width, got)
			}
		}
	}
}
