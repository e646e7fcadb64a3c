package app_test

import (
	"testing"

	"github.com/vestibule-app/vestibule/app"
	"github.com/vestibule-app/vestibule/auth/emulator"
)

// TestFollowsTheSystem: the language of the settings is spoken, else that of the system, else English.
func TestFollowsTheSystem(t *testing.T) {
	for _, c := range []struct{ chosen, locale, want string }{
		{"", "de-AT", "de"}, {"", "ar-SA", "ar"}, {"", "ja-JP", "ja"}, {"", "mi-NZ", "en"}, {"", "zh-TW", "zh-Hant"}, {"", "pt", "pt-BR"}, {"", "no-NO", "nb"}, {"", "", "en"}, {"ar", "de-DE", "ar"}, {"en", "de-DE", "en"},
	} {
		h := quiet(t, emulator.ClientPassword, func(h *house) { h.config.Settings.Lang, h.config.Locale = c.chosen, c.locale })
		if got := h.app.Words().Tag(); got != c.want {
			t.Errorf("%q in a system of %q speaks %s", c.chosen, c.locale, got)
		}
		h.end()
	}
}

// TestRegionOf: phone numbers are of the country of the settings, else of the system's.
func TestRegionOf(t *testing.T) {
	for _, c := range []struct{ chosen, locale, want string }{
		{"", "de-AT", "AT"}, {"", "de", "DE"}, {"", "en", "US"}, {"", "zh-Hant-TW", "TW"}, {"", "es-419", ""}, {"", "", ""}, {"", "C!", ""},
		{"FR", "de-AT", "FR"}, {"FR", "", "FR"},
	} {
		if got := app.RegionOf(c.chosen, c.locale); got != c.want {
			t.Errorf("%q in a system of %q: %q, want %q", c.chosen, c.locale, got, c.want)
		}
	}
}
