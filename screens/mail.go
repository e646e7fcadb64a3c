package screens

import (
	"regexp"
	"strings"

	"github.com/vestibule-app/vestibule/auth"
	"github.com/vestibule-app/vestibule/screens/kit"
)

// mailbox is where mail is read in a browser. Whoever reads it in a program has it at hand, and no system has a way to
// open that program which does not begin a new message.
type mailbox struct{ name, address string }

var (
	gmail   = mailbox{"Gmail", "https://mail.google.com/"}
	outlook = mailbox{"Outlook", "https://outlook.live.com/mail/"}
	yahoo   = mailbox{"Yahoo Mail", "https://mail.yahoo.com/"}
	icloud  = mailbox{"iCloud Mail", "https://www.icloud.com/mail"}
	gmx     = mailbox{"GMX", "https://www.gmx.net/"}
	proton  = mailbox{"Proton Mail", "https://mail.proton.me/"}
	tuta    = mailbox{"Tuta Mail", "https://app.tuta.com/"}
)

// mailboxes are the providers by domain.
var mailboxes = map[string]mailbox{
	"gmail.com": gmail, "googlemail.com": gmail,
	"msn.com": outlook, "passport.com": outlook,
	"ymail.com": yahoo, "rocketmail.com": yahoo,
	"icloud.com": icloud, "me.com": icloud, "mac.com": icloud,
	"gmx.de": gmx, "gmx.net": gmx, "gmx.at": gmx, "gmx.ch": gmx,
	"gmx.com": {"GMX", "https://www.gmx.com/"}, "web.de": {"WEB.DE", "https://web.de/"},
	"t-online.de": {"Telekom Mail", "https://email.t-online.de/"},
	"proton.me":   proton, "protonmail.com": proton, "pm.me": proton,
	"tuta.com": tuta, "tutanota.com": tuta, "tutanota.de": tuta, "tuta.io": tuta,
	"aol.com": {"AOL Mail", "https://mail.aol.com/"}, "mail.com": {"mail.com", "https://www.mail.com/"},
	"fastmail.com": {"Fastmail", "https://app.fastmail.com/"}, "zoho.com": {"Zoho Mail", "https://mail.zoho.com/"},
	"yandex.ru": {"Yandex Mail", "https://mail.yandex.ru/"}, "yandex.com": {"Yandex Mail", "https://mail.yandex.com/"},
	"mail.ru": {"Mail.ru", "https://e.mail.ru/"}, "seznam.cz": {"Seznam Email", "https://email.seznam.cz/"},
	"qq.com": {"QQ Mail", "https://mail.qq.com/"}, "163.com": {"163 Mail", "https://mail.163.com/"},
	"126.com": {"126 Mail", "https://mail.126.com/"}, "naver.com": {"Naver Mail", "https://mail.naver.com/"},
}

// Two providers have a domain in nearly every country.
var (
	outlookRE = regexp.MustCompile(`^(?:hotmail|live|outlook)\.(?:com|[a-z]{2}|com?\.[a-z]{2})$`)
	yahooRE   = regexp.MustCompile(`^yahoo\.(?:com|[a-z]{2}|com?\.[a-z]{2})$`)
)

// mailboxOf is where the mail of an address is read, and whether that is known.
func mailboxOf(address string) (mailbox, bool) {
	domain := strings.ToLower(address[strings.LastIndexByte(address, '@')+1:])
	switch {
	case outlookRE.MatchString(domain):
		return outlook, true
	case yahooRE.MatchString(domain):
		return yahoo, true
	}
	m, ok := mailboxes[domain]
	return m, ok
}

// mailboxFor is where a code can be read that was sent by email. The address may be masked; then it is that of the
// person, unless the code went to another contact of theirs.
func mailboxFor(step auth.EnterCode) (mailbox, bool) {
	if step.Channel != auth.ChannelEmail {
		return mailbox{}, false
	}
	if m, ok := mailboxOf(step.SentTo); ok && strings.Contains(step.SentTo, "@") {
		return m, true
	}
	switch step.Purpose {
	case auth.PurposeSignIn, auth.PurposeSignUp, auth.PurposeReset:
		return mailboxOf(step.Username)
	default:
		return mailbox{}, false
	}
}

// openMail opens the person's mail in the browser.
func (c *code) openMail() {
	if box, ok := mailboxFor(c.step); ok && c.progress == Idle {
		c.opening, c.visited = true, ""
		c.OpenURL(box.address)
	}
}

// NotOpened implements Opening.
func (c *code) NotOpened() {
	if c.visited != "" {
		c.form.NotOpened()
		return
	}
	if c.opening {
		c.opening = false
		c.banner.SetText(kit.Warning, c.Words.Say("code.mail_not_opened"))
		c.settle()
	}
}
