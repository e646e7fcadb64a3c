package screens_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"github.com/vestibule-app/vestibule/auth"
	"github.com/vestibule-app/vestibule/screens"
)

func TestClipboardCode(t *testing.T) {
	for text, want := range map[string]string{
		"48291375": "48291375", " 482913\r\n": "482913", "٤٨٢٩١٣": "482913", "４８２９": "4829", "123456789012": "123456789012",
		"482 913": "", "Your code is 482913": "", "482913.": "", "123": "", "1234567890123": "", "": "", "anna@x.example": "",
		strings.Repeat("1", 1<<20): "", "+4912345678": "", "4829\n1375": "",
	} {
		if got := screens.ClipboardCode(text); got != want {
			t.Errorf("%.40q: %q, want %q", text, got, want)
		}
	}
}

const offer = "Paste 4829\u00A01375?"

// offering is a code screen with room for what the clipboard holds.
func offering(t *testing.T, step auth.EnterCode) *stage {
	t.Helper()
	return perform(t, func(a screens.Asking) screens.Screen {
		a.OffersCodes = true
		return screens.For(step, a)
	})
}

func (s *stage) offer(code string) bool { return s.screen.(screens.Offering).Offer(code) }

func TestCopiedCodeIsOffered(t *testing.T) {
	s := offering(t, emailCode)
	before := s.screen.Content().MinSize()
	if !s.offer("48291375") || s.link(offer) == nil {
		t.Fatal("the code is not offered")
	}
	if after := s.screen.Content().MinSize(); after != before {
		t.Errorf("the page went from %v to %v", before, after)
	}
	s.answered()
	s.press(fyne.KeyReturn) // in the empty field
	s.answered(auth.Code{Value: "48291375"})
	if s.link(offer) != nil {
		t.Error("it is still offered")
	}
	wrong := emailCode
	wrong.Problem = &auth.Problem{Code: auth.WrongCode}
	s.show(wrong)
	if s.offer("48291375") {
		t.Error("a code that was refused is offered")
	}

	s = offering(t, emailCode)
	s.offer("48291375")
	s.tap(offer)
	s.answered(auth.Code{Value: "48291375"})
}

// Whatever the person does instead takes the offer away.
func TestCopiedCodeIsNotForced(t *testing.T) {
	for what, act := range map[string]func(*stage){
		"typing":       func(s *stage) { s.typed("1") },
		"pasting":      func(s *stage) { s.screen.(screens.Pasting).Paste("1234") },
		"another text": func(s *stage) { s.offer("") },
		"another code": func(s *stage) {
			resent := emailCode
			resent.Sends = 2
			s.show(resent)
		},
	} {
		s := offering(t, emailCode)
		s.offer("48291375")
		act(s)
		if s.link(offer) != nil {
			t.Errorf("%s: the code is still offered", what)
		}
		s.answered()
	}
	s := offering(t, emailCode)
	s.typed("12")
	if s.offer("48291375") || s.link(offer) != nil {
		t.Error("a code is offered over what was typed")
	}
	for _, length := range []int{6, 0} {
		step := emailCode
		step.Length = length
		if s := offering(t, step); s.offer("48291375") {
			t.Errorf("8 digits are offered for a code of %d", length)
		}
	}
	s = offering(t, emailCode)
	s.screen.Busy(screens.Working)
	if s.offer("48291375") {
		t.Error("offered while an answer is under way")
	}
}

// The offer takes the place of the link to the mail, and gives it back.
func TestCopiedCodeInThePlaceOfTheMail(t *testing.T) {
	step := emailCode
	step.SentTo = "a***a@gmail.com"
	s := offering(t, step)
	before := s.screen.Content().MinSize()
	s.offer("48291375")
	if mailLink(s) != "" || s.link(offer) == nil {
		t.Error("both are on show, or none")
	}
	s.typed("1")
	if mailLink(s) != "Gmail" {
		t.Error("the way to the mail is gone")
	}
	if after := s.screen.Content().MinSize(); after != before {
		t.Errorf("the page went from %v to %v", before, after)
	}
}
