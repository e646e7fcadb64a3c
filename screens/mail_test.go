package screens_test

import (
	"net/url"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"github.com/vestibule-app/vestibule/auth"
	"github.com/vestibule-app/vestibule/screens"
	"github.com/vestibule-app/vestibule/screens/kit"
)

// mailLink is the link that opens the mail; "" when there is none.
func mailLink(s *stage) string {
	for _, l := range objects[*kit.Link](s) {
		if name, ok := cutAround(l.Label(), "Open ", ""); ok {
			return name
		}
	}
	return ""
}

func TestMailIsOpenedWhereItIsRead(t *testing.T) {
	for address, want := range map[string][2]string{
		"a***a@gmail.com":       {"Gmail", "mail.google.com"},
		"anna@GoogleMail.com":   {"Gmail", "mail.google.com"},
		"anna@hotmail.co.uk":    {"Outlook", "outlook.live.com"},
		"anna@outlook.de":       {"Outlook", "outlook.live.com"},
		"anna@live.com":         {"Outlook", "outlook.live.com"},
		"anna@yahoo.com.br":     {"Yahoo Mail", "mail.yahoo.com"},
		"anna@me.com":           {"iCloud Mail", "www.icloud.com"},
		"anna@gmx.at":           {"GMX", "www.gmx.net"},
		"anna@web.de":           {"WEB.DE", "web.de"},
		"anna@protonmail.com":   {"Proton Mail", "mail.proton.me"},
		"anna@contoso.example":  {},
		"anna@gmail.com.evil.x": {},
		"anna@outlook.evil.com": {},
		"anna@notgmail.com":     {},
		"gmail.com":             {},
		"":                      {},
	} {
		step := emailCode
		step.SentTo, step.Username = address, ""
		s := ask(t, step)
		if got := mailLink(s); got != want[0] {
			t.Errorf("%q: offered %q, want %q", address, got, want[0])
			continue
		}
		if want[0] == "" {
			continue
		}
		s.tap("Open " + want[0])
		s.answered()
		if u, err := url.Parse(slices.Concat(s.opened, []string{""})[0]); err != nil || u.Scheme != "https" || u.Host != want[1] || u.RawQuery != "" {
			t.Errorf("%q: opened %v", address, s.opened)
		}
	}
}

// A masked domain is that of the person, unless the code went to another contact; and a text message is in no mailbox.
func TestMailOfAMaskedAddress(t *testing.T) {
	for _, c := range []struct {
		channel auth.Channel
		purpose auth.Purpose
		sentTo  string
		want    string
	}{
		{auth.ChannelEmail, auth.PurposeSignIn, "a***a@g***l.com", "Gmail"},
		{auth.ChannelEmail, auth.PurposeSignUp, "", "Gmail"},
		{auth.ChannelEmail, auth.PurposeReset, "a***a@g***l.com", "Gmail"},
		{auth.ChannelEmail, auth.PurposeSecondFactor, "b***b@o***k.com", ""},
		{auth.ChannelEmail, auth.PurposeRegister, "bob@contoso.example", ""},
		{auth.ChannelEmail, auth.PurposeSecondFactor, "b***b@outlook.com", "Outlook"},
		{auth.ChannelSMS, auth.PurposeSignIn, "+XX XXXX01", ""},
	} {
		step := emailCode
		step.Channel, step.Purpose, step.SentTo, step.Username = c.channel, c.purpose, c.sentTo, "anna@gmail.com"
		if got := mailLink(ask(t, step)); got != c.want {
			t.Errorf("%+v: offered %q", c, got)
		}
	}
}

func TestMailThatDoesNotOpen(t *testing.T) {
	step := emailCode
	step.SentTo = "a***a@gmail.com"
	s := ask(t, step)
	s.screen.(screens.Opening).NotOpened() // something else
	if s.says("The browser did not open.") {
		t.Error("nobody has opened the mail")
	}
	s.tap("Open Gmail")
	s.screen.(screens.Opening).NotOpened()
	s.mustSay("The browser did not open.")
	s.screen.Busy(screens.Working)
	s.tap("Open Gmail")
	if len(s.opened) != 1 {
		t.Errorf("opened %d times", len(s.opened))
	}
}

// After half a minute the line below the field says where else to look. It stays one line, so nothing jumps.
func TestSpamIsNamedAfterHalfAMinute(t *testing.T) {
	const spam = "Nothing yet? Look in the spam folder."
	step := emailCode
	step.ResendAt = noon // nothing else is waited for
	s := ask(t, step)
	before := s.screen.Content().MinSize()
	clock := s.screen.(screens.Ticking)
	if !clock.Tick(noon.Add(29*time.Second)) || s.says(spam) {
		t.Error("said before a mail can have come, or nobody waits for the time")
	}
	if clock.Tick(noon.Add(30 * time.Second)) {
		t.Error("the clock runs on with nothing to count")
	}
	s.mustSay(spam)
	if after := s.screen.Content().MinSize(); after != before {
		t.Errorf("the page went from %v to %v", before, after)
	}
	resent := step
	resent.Sends, resent.SentAt = 2, noon.Add(40*time.Second)
	s.now = noon.Add(40 * time.Second)
	s.show(resent)
	if s.says(spam) {
		t.Error("said of a code that was sent just now")
	}
	sms := step
	sms.Channel = auth.ChannelSMS
	s = ask(t, sms)
	if s.screen.(screens.Ticking).Tick(noon.Add(time.Hour)) || s.says(spam) {
		t.Error("a text message is not in a spam folder")
	}
}

// How long a code works is said as a time of day, in the person's form, and only where somebody has said it.
func TestCodeWorksUntil(t *testing.T) {
	for tag, want := range map[string]string{"en": "This code works until 14:47.", "en-US": "2:47 PM", "de": "14:47 Uhr", "ar": "2:47 م"} {
		s := perform(t, func(a screens.Asking) screens.Screen {
			a.Words, a.CodeValid = words(t, tag), 10*time.Minute
			return screens.For(emailCode, a)
		})
		s.mustSay(want)
		resent := emailCode
		resent.Sends, resent.SentAt = 2, noon.Add(12*time.Hour)
		s.show(resent)
		if s.says(want) {
			t.Errorf("%s: the time of the code before is still on show", tag)
		}
	}
	if s := ask(t, emailCode); s.says("works until") {
		t.Error("a time is guessed")
	}
}

func TestMailLinkByKeyboard(t *testing.T) {
	step := emailCode
	step.SentTo = "a***a@gmail.com"
	s := ask(t, step)
	for range 2 { // past the button
		s.window.Canvas().FocusNext()
	}
	s.press(fyne.KeyReturn)
	if !slices.Equal(s.opened, []string{"https://mail.google.com/"}) {
		t.Errorf("opened %v", s.opened)
	}
}
