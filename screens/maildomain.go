package screens

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/vestibule-app/vestibule/assets/brand"
)

// mailDomains are where most people have their mail, the busiest first. Domains that look like another one of the list
// and are real have to be in it too, so that nobody is asked about them.
var mailDomains = strings.Fields(`
	gmail.com hotmail.com outlook.com yahoo.com icloud.com live.com gmx.de web.de googlemail.com msn.com aol.com me.com mac.com
	gmx.net gmx.at gmx.ch gmx.com t-online.de freenet.de posteo.de mailbox.org proton.me protonmail.com pm.me
	yahoo.ca yahoo.cn yahoo.co.in yahoo.co.jp yahoo.co.uk yahoo.com.au yahoo.com.br yahoo.de yahoo.es yahoo.fr yahoo.in yahoo.it
	ymail.com mail.com email.com hotmail.ca hotmail.ch hotmail.co.uk hotmail.de hotmail.es hotmail.fr hotmail.it live.ca live.co.uk
	live.de live.fr live.it live.nl outlook.at outlook.cl outlook.de outlook.es outlook.fr outlook.it outlook.jp
	orange.fr wanadoo.fr free.fr laposte.net sfr.fr libero.it virgilio.it btinternet.com comcast.net verizon.net
	bluewin.ch hispeed.ch ziggo.nl kpnmail.nl telenet.be seznam.cz wp.pl o2.pl onet.pl mail.ru yandex.ru yandex.com ukr.net
	naver.com daum.net qq.com 163.com 126.com sina.com uol.com.br bol.com.br terra.com.br fastmail.com zoho.com tutanota.com tuta.com
`)

// meantDomain is the mail domain that a domain is one or two slips away from: a well-known one, or else one of the
// brand's own; "" when it is one itself, or like none. No brand comes before what everybody knows.
func meantDomain(domain string, own []string) string {
	domain = strings.ToLower(domain)
	if slices.Contains(mailDomains, domain) || slices.Contains(own, domain) {
		return ""
	}
	if meant := nearestDomain(domain, mailDomains); meant != "" {
		return meant
	}
	return nearestDomain(domain, own)
}

// nearestDomain is the first of those that the fewest slips lead to; "" when a domain is like none.
func nearestDomain(domain string, among []string) string {
	best, fewest := "", 3
	for _, known := range among {
		if n := slips(domain, known); n < fewest && misspelt(domain, known, n) {
			best, fewest = known, n
		}
	}
	return best
}

// misspelt says whether so many slips are more likely than a domain of its own. Every short name is like another, and a
// large provider is in many countries.
func misspelt(domain, known string, slips int) bool {
	name, _, _ := strings.Cut(domain, ".")
	right, _, _ := strings.Cut(known, ".")
	if name == right {
		country := len(domain)-strings.LastIndexByte(domain, '.') == 3
		return !country || slips == 1 && strings.HasSuffix(known, ".com")
	}
	return len(right) >= 5 && (slips == 1 || domain[0] == known[0])
}

// slips is how many letters were left out, put in, mistaken or swapped with the next one (optimal string alignment).
func slips(a, b string) int {
	var before, last []int
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(a); i++ {
		before, last = last, row
		row = make([]int, len(b)+1)
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
	}
	return row[len(b)]
}

// ownDomains are the mail domains of a brand that are no look-alikes of well-known ones.
func ownDomains(p *brand.Pack) []string {
	return slices.DeleteFunc(slices.Clone(p.MailDomains), func(domain string) bool { return mimicked(domain) != "" })
}

// mimickedDomains finds the mail domains of a pack that pass for well-known ones: mail for their people would go elsewhere.
func mimickedDomains(p *brand.Pack) []brand.Finding {
	const key = "offer.mail_domains"
	var found []brand.Finding
	for _, domain := range p.MailDomains {
		if known := mimicked(domain); known != "" {
			found = append(found, p.At(key, brand.MailDomainImitated, brand.Args{"Domain": domain, "Other": known},
				fmt.Sprintf("%s: %s can be taken for %s, where many people have their mail; take it out", key, domain, known)))
		}
	}
	return found
}

var (
	// disguises are letters that are read as others in a domain, and a dash that is overlooked.
	disguises = strings.NewReplacer("0", "o", "1", "l", "rn", "m", "vv", "w", "-", "")
	// endingRE is what a provider has behind its name in one country or another.
	endingRE = regexp.MustCompile(`^([a-z]+|(com?|net|org)\.[a-z]{2})$`)
)

// mimicked is the well-known mail domain that a domain, or one that it belongs to, can be taken for; "" when there is none.
func mimicked(domain string) string {
	for rest := strings.ToLower(domain); strings.Contains(rest, "."); {
		if slices.Contains(mailDomains, rest) {
			return ""
		}
		if near := nearestDomain(rest, mailDomains); near != "" {
			return near
		}
		name, ending, _ := strings.Cut(rest, ".")
		for _, known := range mailDomains {
			right, isCom := strings.CutSuffix(known, ".com")
			switch {
			case disguises.Replace(rest) == disguises.Replace(known), strings.HasPrefix(rest, known+"."),
				isCom && len(right) >= 5 && name == right && endingRE.MatchString(ending):
				return known
			}
		}
		rest = ending
	}
	return ""
}
