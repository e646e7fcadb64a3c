package screens

import (
	"strings"

	"github.com/vestibule-app/vestibule/auth"
)

func (c *code) titleWords(w *Words) string {
	email, sms := c.step.Channel == auth.ChannelEmail, c.step.Channel == auth.ChannelSMS
	switch c.step.Purpose {
	case auth.PurposeSignUp:
		return w.Say("code.sign_up.title")
	case auth.PurposeReset:
		return w.Say("code.reset.title")
	case auth.PurposeRegister:
		switch {
		case email:
			return w.Say("code.register.title_email")
		case sms:
			return w.Say("code.register.title_sms")
		}
		return w.Say("code.title")
	}
	switch {
	case email:
		return w.Say("code.title_email")
	case sms:
		return w.Say("code.title_sms")
	}
	return w.Say("code.title")
}

// reasonWords says where the code was sent, and what comes of it.
func (c *code) reasonWords(w *Words) string {
	switch sent := c.sentWords(w); c.step.Purpose {
	case auth.PurposeSignUp:
		return w.Say("code.sign_up.reason", Params{"Sent": said(sent)})
	case auth.PurposeReset:
		return w.Say("code.reset.reason", Params{"Sent": said(sent)})
	case auth.PurposeRegister:
		return w.Say("code.register.reason", Params{"Sent": said(sent)})
	default:
		return sent
	}
}

func (c *code) sentWords(w *Words) string {
	sentTo := Clean(c.step.SentTo)
	if c.step.Channel == auth.ChannelSMS {
		sentTo = grouped(sentTo)
	}
	blind := sentTo == "" || c.step.Channel == auth.ChannelEmail && hides(sentTo, Clean(c.step.Username)) // who it is stands below
	target := Params{"Target": strings.ReplaceAll(sentTo, " ", "\u00A0")}                                 // a telephone number stays on one line
	switch {
	case blind && c.step.Channel == auth.ChannelEmail:
		return w.Say("code.sent_blind_email")
	case blind && c.step.Channel == auth.ChannelSMS:
		return w.Say("code.sent_blind_sms")
	case blind:
		return w.Say("code.sent_blind")
	case c.step.Channel == auth.ChannelSMS:
		return w.Say("code.sent_sms", target)
	}
	return w.Say("code.sent", target)
}

// manyWords says what to do when no code comes: only who signs in may have another way.
func (c *code) manyWords() string {
	sms := c.step.Channel == auth.ChannelSMS
	switch c.step.Purpose {
	case auth.PurposeSignUp, auth.PurposeReset, auth.PurposeRegister:
		if sms {
			return c.Words.Say("code.many_sms_check")
		}
		return c.Words.Say("code.many_check")
	}
	if sms {
		return c.Words.Say("code.many_sms")
	}
	return c.Words.Say("code.many")
}
