package emulator_test

import (
	"reflect"
	"slices"
	"testing"
	"time"

	"github.com/vestibule-app/vestibule/auth/emulator"
)

// fromGoAlone are the knobs that a tenant file has no key for: they belong to the computer or to a test.
var fromGoAlone = []string{"Directory", "Now", "Logger", "Data", "Base", "Origins", "Codes", "PasswordCost"}

// Whatever can be set in Go can be set in a tenant file, in one of its tables.
func TestEveryKnobIsInTheFile(t *testing.T) {
	tenant := reflect.TypeFor[emulator.Tenant]()
	tables := []reflect.Type{reflect.TypeFor[emulator.Policies](), reflect.TypeFor[emulator.Behaviour]()}
	for _, field := range reflect.VisibleFields(tenant) {
		if !field.IsExported() || slices.Contains(fromGoAlone, field.Name) {
			continue
		}
		found := 0
		for _, table := range tables {
			if f, ok := table.FieldByName(field.Name); ok {
				found++
				if f.Type.Kind() != field.Type.Kind() {
					t.Errorf("%s is %v here and %v there", field.Name, f.Type, field.Type)
				}
			}
		}
		if found != 1 {
			t.Errorf("%s is in %d tables of the tenant file", field.Name, found)
		}
	}
	for _, field := range reflect.VisibleFields(tables[1]) {
		if f, ok := tenant.FieldByName(field.Name); !ok || !f.IsExported() {
			t.Errorf("the tenant has no knob %s", field.Name)
		}
	}
}

// A tenant behaves as its file says, unless Go says otherwise.
func TestBehaviourOfAFile(t *testing.T) {
	d := emulator.BuiltIn()
	d.Behaviour = emulator.Behaviour{NumericStrings: true, OmitCodeLength: true, Interval: emulator.Duration(time.Minute)}
	tenant := newTenant()
	tenant.Directory, tenant.Interval = &d, 20*time.Second
	c := call(t, tenant)
	if life, _ := c.signIn().body["expires_in"].(string); life == "" {
		t.Error("expires_in is no text")
	}
	r := c.ok(c.post("challenge", "client_id", emulator.ClientOTP, "continuation_token", c.initiate(emulator.ClientOTP, "otp@contoso.example"), "challenge_type", allTypes))
	if r.body["code_length"] != nil || r.body["interval"] != 20.0 {
		t.Errorf("got %s", r.raw)
	}
	if life, _ := call(t, newTenant()).signIn().body["expires_in"].(float64); life < 3600 {
		t.Error("expires_in is no number without it")
	}
}

// The weather of a file is there at the start, and there again after a reset.
func TestWeatherOfAFile(t *testing.T) {
	d := emulator.BuiltIn()
	d.Weather = emulator.Outlook{Kind: emulator.Throttled, After: 1, Times: 1, RetryAfter: 7}
	tenant := newTenant()
	tenant.Directory = &d
	c := call(t, tenant)
	for range 2 {
		for i, want := range []int{200, 429, 200} {
			if r := run(c, "initiate"); r.status != want || want == 429 && r.header.Get("Retry-After") != "7" {
				t.Errorf("request %d: %d %v", i, r.status, r.header)
			}
		}
		if err := tenant.Reset(); err != nil {
			t.Fatal(err)
		}
	}
}
