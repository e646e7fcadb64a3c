package screens_test

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"github.com/vestibule-app/vestibule/auth"
	"github.com/vestibule-app/vestibule/screens"
)

var emailCode = auth.EnterCode{
	Username: "anna@contoso.example", Channel: auth.ChannelEmail, SentTo: "a***a@contoso.example", Length: 8,
	Purpose: auth.PurposeSignIn, SentAt: noon, ResendAt: noon.Add(time.Minute), Sends: 1,
}

func TestACompleteCodeIsSentByItselfOnce(t *testing.T) {
	s := ask(t, emailCode)
	s.typed("1234567")
	s.answered()
	s.typed("8")
	s.answered(auth.Code{Value: "12345678"})
	s.press(fyne.KeyReturn)
	s.tap("Continue")
	s.answered(auth.Code{Value: "12345678"})
}

func TestARefusedCodeIsNotSentAgainUntilEdited(t *testing.T) {
	s := ask(t, emailCode)
	s.typed("12345678")
	wrong := emailCode
	wrong.Problem = &auth.Problem{Code: auth.WrongCode}
	s.show(wrong)
	s.mustSay("This code is not right.")
	s.press(fyne.KeyReturn)
	s.answered(auth.Code{Value: "12345678"})
	s.screen.(screens.Pasting).Paste("8765 4321")
	s.answered(auth.Code{Value: "12345678"}, auth.Code{Value: "87654321"})
}

func TestAfterAFailureTheSameCodeCanBeSent(t *testing.T) {
	s := ask(t, emailCode)
	s.typed("12345678")
	s.screen.Fail(screens.Failure{Kind: auth.FailureTimeout})
	s.screen.Focus(s.window.Canvas())
	s.answered(auth.Code{Value: "12345678"})
	s.press(fyne.KeyReturn)
	s.answered(auth.Code{Value: "12345678"}, auth.Code{Value: "12345678"})
}

func TestAnIncompleteCodeIsExplained(t *testing.T) {
	s := ask(t, emailCode)
	s.typed("123")
	s.press(fyne.KeyReturn)
	s.answered()
	s.mustSay("The code has 8 digits.")
}

// The length is what the tenant says, within reason; without one the person says when the code is complete.
func TestCodeLengths(t *testing.T) {
	for told, want := range map[int]int{1: 4, 4: 4, 6: 6, 8: 8, 12: 12, 99: 12} {
		step := emailCode
		step.Length = told
		s := ask(t, step)
		s.screen.(screens.Pasting).Paste("1234567890123456"[:want])
		if told == 99 || told == 12 {
			if len(s.answers) == 0 {
				s.press(fyne.KeyReturn)
			}
		}
		s.answered(auth.Code{Value: "1234567890123456"[:want]})
	}
	step := emailCode
	step.Length = 0
	s := ask(t, step)
	s.typed("12345")
	s.answered()
	s.press(fyne.KeyReturn)
	s.answered(auth.Code{Value: "12345"})
}

func TestResendWaitsThenClearsAndNeverSubmits(t *testing.T) {
	s := ask(t, emailCode)
	s.mustSay("You can ask for a new code in 60 seconds.")
	if s.link("Send a new code") != nil {
		t.Fatal("a new code is on offer too early")
	}
	s.typed("1234")
	tick := func(at time.Time) {
		s.now = at
		if more := s.screen.(screens.Ticking).Tick(at); more != at.Before(emailCode.ResendAt) {
			t.Errorf("at %v the clock goes on: %v", at, more)
		}
	}
	tick(noon.Add(59 * time.Second))
	s.mustSay("You can ask for a new code in 1 second.")
	tick(noon.Add(60 * time.Second))
	s.tap("Send a new code")
	s.answered(auth.Resend{})

	again := emailCode
	again.Sends, again.ResendAt = 2, s.now.Add(time.Minute)
	s.show(again)
	s.mustSay("We sent a new code.")
	s.mustSay("in 60 seconds")
	s.typed("5678")
	s.answered(auth.Resend{})
	s.typed("1234")
	s.answered(auth.Resend{}, auth.Code{Value: "56781234"})
}

func TestAfterThreeCodesAnotherWayIsSuggested(t *testing.T) {
	step := emailCode
	step.Sends = 2
	s := ask(t, step)
	if s.says("sign in another way") {
		t.Error("too early")
	}
	step.Sends, step.CanPick = 3, true
	s.show(step)
	s.mustSay("sign in another way")
	s.tap("Use another method")
	s.answered(auth.Back{})
}

func TestACodeForSomethingElseEmptiesTheField(t *testing.T) {
	s := ask(t, emailCode)
	s.typed("1234")
	second := emailCode
	second.Channel, second.SentTo, second.Purpose, second.Length = auth.ChannelSMS, "+XX 01", auth.PurposeSecondFactor, 6
	s.show(second)
	s.mustSay("+XX\u00A001")
	s.typed("123456")
	s.answered(auth.Code{Value: "123456"})
}

// What the tenant sends as the masked target is text of a stranger.
func TestTheTargetIsCleaned(t *testing.T) {
	step := emailCode
	step.SentTo = "evil\u202Eexample\n@x"
	s := ask(t, step)
	s.mustSay("evilexample\u00A0@x")
	step.SentTo, step.Channel = "\u200B", "pigeon"
	s = ask(t, step)
	s.mustSay("We sent you a code.")
}

// The address below is not repeated with half of its letters hidden; any other target is named.
func TestTheReasonNamesWhatIsNotOnShow(t *testing.T) {
	for _, c := range []struct {
		username     string
		channel      auth.Channel
		sentTo, want string
	}{
		{"anna@contoso.example", auth.ChannelEmail, "a***a@contoso.example", "We sent a code to your email address."},
		{"anna@contoso.example", auth.ChannelEmail, "A••@CO****o.example", "We sent a code to your email address."},
		{"anna@contoso.example", auth.ChannelEmail, "anna@contoso.example", "We sent a code to your email address."},
		{"anna@contoso.example", auth.ChannelEmail, "a***b@contoso.example", "We sent a code to a***b@contoso.example."},
		{"anna@contoso.example", auth.ChannelEmail, "anna@contoso.exampl", "We sent a code to anna@contoso.exampl."},
		{"anna@contoso.example", auth.ChannelEmail, "a.na@contoso.example", "We sent a code to a.na@contoso.example."},
		{"", auth.ChannelEmail, "***", "We sent a code to ***."},
		{"anna@contoso.example", auth.ChannelSMS, "+491713920012", "We sent a code to +49\u00A0171\u00A03920012 as a text message."},
		{"anna@contoso.example", auth.ChannelSMS, "+XX XXXXXXXX01", "We sent a code to +XX\u00A0XXXXXXXX01 as a text message."},
		{"anna@contoso.example", auth.ChannelSMS, "***", "We sent a code to *** as a text message."},
	} {
		step := emailCode
		step.Username, step.Channel, step.SentTo = c.username, c.channel, c.sentTo
		s := ask(t, step)
		s.mustSay(c.want)
	}
	step := emailCode
	step.Channel, step.SentTo = auth.ChannelSMS, "+491713920012"
	s := perform(t, func(a screens.Asking) screens.Screen {
		a.Words = words(t, "ar")
		return screens.For(step, a)
	})
	s.mustSay(screens.Isolate("+49\u00A0171\u00A03920012")) // the plus sign stays before the country
}

func TestPasteIsRefusedWhileBusy(t *testing.T) {
	s := ask(t, emailCode)
	s.screen.Busy(screens.Working)
	if s.screen.(screens.Pasting).Paste("12345678") {
		t.Error("pasted into a busy screen")
	}
	s.answered()
}

func TestCodesSayWhatTheyAreFor(t *testing.T) {
	for purpose, title := range map[auth.Purpose]string{
		auth.PurposeSignIn: "Check your email", auth.PurposeSecondFactor: "Check your email", auth.PurposeSignUp: "Confirm your address",
		auth.PurposeReset: "Reset your password", auth.PurposeRegister: "Confirm your address",
	} {
		step := emailCode
		step.Purpose, step.Sends = purpose, 3
		s := ask(t, step)
		s.mustSay(title)
		s.mustSay("We sent a code to your email address.")
		ownWay := purpose == auth.PurposeSignIn || purpose == auth.PurposeSecondFactor
		if s.says("sign in another way") != ownWay {
			t.Errorf("%s: another way to sign in is suggested: %v", purpose, !ownWay)
		}
		// 701014: no more codes until the time that the tenant gave, whatever the code is for.
		step.ResendAt, step.Problem = noon.Add(30*time.Minute), &auth.Problem{Code: auth.TooManyCodes, RetryAt: noon.Add(30 * time.Minute)}
		s.show(step)
		s.mustSay("You can ask for another at 15:07.")
		s.mustSay("You can ask for a new code at 15:07.")
		if s.link("Send a new code") != nil {
			t.Errorf("%s: a new code is on offer", purpose)
		}
	}
	expired := emailCode
	expired.Purpose, expired.Notice = auth.PurposeReset, auth.NoticePasswordExpired
	ask(t, expired).mustSay("Your password has to be changed before you can go on.")
}

// The clock of the computer was set back after the code was sent: nobody waits a day for another one.
func TestAClockThatIsSetBackFreesTheResend(t *testing.T) {
	s := ask(t, emailCode)
	s.now = noon.Add(-24 * time.Hour)
	s.screen.(screens.Ticking).Tick(s.now)
	s.tap("Send a new code")
	s.answered(auth.Resend{})
}
