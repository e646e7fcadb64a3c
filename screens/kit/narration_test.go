package kit_test

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"github.com/vestibule-app/vestibule/screens/kit"
)

var spoken = &kit.Narration{
	Error: func(name, message string) string { return name + ", error: " + message },
	Code: func(name string, length, entered int) string {
		return fmt.Sprintf("%s, %d digits, %d entered", name, length, entered)
	},
	On:          func(name string) string { return name + ", on" },
	Off:         func(name string) string { return name + ", off" },
	Busy:        func(name string) string { return name + ", busy" },
	ReadOnly:    func(name string) string { return name + ", read-only" },
	Unavailable: func(name string) string { return name + ", unavailable" },
}

// TestStatesAreSpoken: a screen reader hears the name, the role and the state of each control, and never a secret.
func TestStatesAreSpoken(t *testing.T) {
	dress(t, theme.VariantLight)
	field, fixed, off := kit.NewField("Email"), kit.NewField("Tenant"), kit.NewField("Off")
	field.SetText("anna")
	field.SetError("unknown")
	fixed.SetReadOnly(true)
	off.SetDisabled(true)
	password, code, open := kit.NewPasswordField("Password", "Show", "Hide"), kit.NewCodeField("Code", 6), kit.NewCodeField("Code", 0)
	password.SetText("s3cret-canary")
	password.SetError("too short")
	code.SetText("482")
	open.SetText("4829")
	button, gone := kit.NewButton("Sign in", nil), kit.NewLink("Back", nil)
	button.SetBusy(true)
	gone.SetDisabled(true)
	options := kit.NewOptions("Size", []string{"S", "L"}, false)
	options.Choose(1)
	options.SetError("wrong")
	chooser := newChooser()
	chooser.Choose("DE")
	chooser.SetError("not there")
	row := kit.NewRow(nil, "Anna", "signed in", nil)
	row.SetDisabled(true)
	tree := kit.NewPage(kit.NewCard(container.NewVBox(field, fixed, off, password, container.NewVBox(code, open), button, gone, options, chooser, row)), nil)
	kit.Narrate(tree, spoken)
	for _, c := range []struct {
		o    any
		want string
		role fyne.AccessibleRole
	}{
		{field.Target(), "Email, anna, error: unknown", fyne.AccessibleRoleText},
		{fixed.Target(), "Tenant, read-only", fyne.AccessibleRoleText},
		{off.Target(), "Off, unavailable", fyne.AccessibleRoleText},
		{password.Target(), "Password, error: too short", fyne.AccessibleRoleText},
		{password.Eye(), "Show", fyne.AccessibleRoleButton},
		{code.Target(), "Code, 6 digits, 3 entered", fyne.AccessibleRoleText},
		{open.Target(), "Code, 0 digits, 4 entered", fyne.AccessibleRoleText},
		{button, "Sign in, busy", fyne.AccessibleRoleButton},
		{gone, "Back, unavailable", fyne.AccessibleRoleLink},
		{options.Target(), "L, on, Size, error: wrong", fyne.AccessibleRoleButton},
		{chooser.Target(), "not there", fyne.AccessibleRoleButton},
		{row, "Anna, signed in, unavailable", fyne.AccessibleRoleButton},
	} {
		a, ok := c.o.(fyne.Accessible)
		if !ok {
			t.Errorf("%T tells a screen reader nothing", c.o)
			continue
		}
		got := a.AccessibilityLabel()
		if got != c.want && !(c.want == "not there" && strings.HasSuffix(got, ", error: not there")) {
			t.Errorf("%T says %q, not %q", c.o, got, c.want)
		}
		equal(t, a.AccessibilityRole(), c.role, "role of "+c.want)
		for _, secret := range []string{"canary", "482"} {
			if strings.Contains(got, secret) {
				t.Errorf("%T tells a secret: %q", c.o, got)
			}
		}
	}
}
