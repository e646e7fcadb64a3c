package screens

import (
	"cmp"
	"errors"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"github.com/nyaruka/phonenumbers"
	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"github.com/vestibule-app/vestibule/screens/kit"
)

// phone asks for a telephone number: the country, and the number as people of that country write it. A number that
// begins with + brings its country along.
type phone struct {
	words   *Words
	names   map[string]string // of regions
	country *kit.Chooser
	number  *kit.Field
	doubted string // the number that does not look like one of its country; sent all the same when it is sent again
}

func newPhone(a Asking, settle func()) *phone {
	w := a.Words
	p := &phone{words: w, names: map[string]string{}, number: kit.NewField(w.Say("phone.number"))}
	list := countries(w.Tag())
	for _, c := range list {
		p.names[c.ID] = c.Title
	}
	p.country = kit.NewChooser(w.Say("phone.country"), list, chooserWords(w, w.Say("phone.choose")))
	p.country.Choose(strings.ToUpper(a.Region))
	p.country.OnResized = settle
	p.country.OnChanged = func(string) {
		p.country.SetError("")
		p.number.SetError("")
		p.number.SetText(p.format(p.number.Text()))
		settle()
		if c := fyne.CurrentApp().Driver().CanvasForObject(p.number); c != nil {
			c.Focus(p.number.Target())
		}
	}
	p.number.SetFilter(dialled)
	p.number.SetFormat(p.follow)
	p.number.OnChanged = func(string) {
		if p.number.Error() != "" || p.country.Error() != "" {
			p.number.SetError("")
			p.country.SetError("")
			settle()
		}
	}
	return p
}

// dialled keeps what a number is made of: digits of any script, and +.
func dialled(r rune) (rune, bool) {
	if r == '+' || r == '＋' {
		return '+', true
	}
	return kit.Digit(r)
}

// countries are all regions that have telephone numbers, by their names in a language.
func countries(tag string) []kit.Choice {
	names, own := display.Regions(language.Make(tag)), display.Regions(language.English)
	var all []kit.Choice
	sorted := map[string]string{}
	for region := range phonenumbers.GetSupportedRegions() {
		parsed, err := language.ParseRegion(region)
		if err != nil {
			continue
		}
		name := names.Name(parsed)
		if name == "" {
			name = region
		}
		sorted[region] = kit.Fold(name)
		code := phonenumbers.GetCountryCodeForRegion(region)
		all = append(all, kit.Choice{ID: region, Title: name, Detail: "+" + strconv.Itoa(code), Also: region + " " + own.Name(parsed)})
	}
	slices.SortFunc(all, func(a, b kit.Choice) int {
		return cmp.Or(strings.Compare(sorted[a.ID], sorted[b.ID]), strings.Compare(a.ID, b.ID))
	})
	return all
}

// follow brings what is typed into form, and takes the country from a number that begins with +.
func (p *phone) follow(text string) string {
	digits, international := strings.CutPrefix(keepDialled(text), "+")
	digits = strings.ReplaceAll(digits, "+", "")
	if !international {
		p.adopt(digits)
		return p.format(digits)
	}
	for length := 1; length <= 3 && length <= len(digits); length++ {
		code, _ := strconv.Atoi(digits[:length])
		main := phonenumbers.GetRegionCodeForCountryCode(code)
		if main == phonenumbers.UNKNOWN_REGION || main == phonenumbers.REGION_CODE_FOR_NON_GEO_ENTITY {
			continue
		}
		rest := digits[length:]
		if n, err := phonenumbers.Parse("+"+digits, ""); err == nil && phonenumbers.IsValidNumber(n) {
			main = phonenumbers.GetRegionCodeForNumber(n)
		} else if code == phonenumbers.GetCountryCodeForRegion(p.country.Chosen()) {
			main = p.country.Chosen() // one of the countries that share the code
		}
		p.country.Choose(main)
		return p.format(rest)
	}
	return "+" + digits
}

// adopt takes the country that a number belongs to among those that share the code of the chosen one.
func (p *phone) adopt(digits string) {
	chosen := p.country.Chosen()
	n, err := phonenumbers.Parse(digits, chosen)
	if err != nil || int(n.GetCountryCode()) != phonenumbers.GetCountryCodeForRegion(chosen) || !phonenumbers.IsValidNumber(n) {
		return
	}
	if region := phonenumbers.GetRegionCodeForNumber(n); region != chosen {
		p.country.Choose(region)
	}
}

// keepDialled drops everything that no number is made of.
func keepDialled(text string) string {
	return strings.Map(func(r rune) rune {
		if kept, ok := dialled(r); ok {
			return kept
		}
		return -1
	}, text)
}

// format groups the digits of a number as its country does, as far as it has been typed: the digits of an example fill
// up what is missing, and are cut off again.
func (p *phone) format(text string) string {
	digits, region := strings.ReplaceAll(keepDialled(text), "+", ""), p.country.Chosen()
	example := sample(region)
	if example == nil || digits == "" {
		return digits
	}
	national := strconv.FormatUint(example.GetNationalNumber(), 10)
	trunk := phonenumbers.GetNddPrefixForRegion(region, true)
	for _, prefix := range []string{"", trunk} {
		filled := digits
		if missing := len(prefix) + len(national) - len(digits); missing > 0 {
			filled += national[len(national)-missing:]
		}
		n, err := phonenumbers.Parse(filled, region)
		if err != nil {
			continue
		}
		code := "+" + strconv.Itoa(int(n.GetCountryCode()))
		for _, form := range []string{
			phonenumbers.Format(n, phonenumbers.NATIONAL),
			strings.TrimLeft(strings.TrimPrefix(phonenumbers.Format(n, phonenumbers.INTERNATIONAL), code), " -"),
		} {
			if onlyDigits := keepDialled(form); strings.HasPrefix(onlyDigits, digits) && len(onlyDigits) == len(filled) {
				return cut(form, len(digits))
			}
		}
	}
	return digits
}

// cut is the beginning of a text up to and with that many digits.
func cut(form string, digits int) string {
	for i, r := range form {
		if r >= '0' && r <= '9' {
			if digits--; digits == 0 {
				return form[:i+1]
			}
		}
	}
	return form
}

// sample is a mobile number of a region, else any; nil when there is none.
func sample(region string) *phonenumbers.PhoneNumber {
	if region == "" {
		return nil
	}
	if n := phonenumbers.GetExampleNumberForType(region, phonenumbers.MOBILE); n != nil {
		return n
	}
	return phonenumbers.GetExampleNumber(region)
}

// set fills in a whole number. Anything else, such as one with masked digits, is left out.
func (p *phone) set(number string) {
	if whole(number) != nil {
		p.number.SetText(p.follow(number))
	}
}

// whole is a number with its country code, all digits of which are there; nil when it is not one.
func whole(number string) *phonenumbers.PhoneNumber {
	if strings.ContainsFunc(number, func(r rune) bool { return !strings.ContainsRune("+0123456789 -().", r) }) {
		return nil
	}
	n, err := phonenumbers.Parse(number, "")
	if err != nil || !phonenumbers.IsValidNumber(n) {
		return nil
	}
	return n
}

// grouped writes a whole number the way people read numbers to each other, with its country code, and leaves any other
// text as it is.
func grouped(number string) string {
	if n := whole(number); n != nil {
		return phonenumbers.Format(n, phonenumbers.INTERNATIONAL)
	}
	return number
}

// target is the number in E.164 form. When it cannot be one, the words say why, and country which of the two fields
// they belong to.
func (p *phone) target() (e164, words string, country bool) {
	text, region := keepDialled(p.number.Text()), p.country.Chosen()
	name := Params{"Country": p.names[region]}
	switch {
	case text == "":
		return "", p.words.Say("phone.missing"), false
	case region == "":
		return "", p.words.Say("phone.country_missing"), true
	}
	n, err := phonenumbers.Parse(text, region)
	switch {
	case errors.Is(err, phonenumbers.ErrInvalidCountryCode):
		return "", p.words.Say("phone.invalid", name), false
	case errors.Is(err, phonenumbers.ErrNumTooLong):
		return "", p.words.Say("phone.too_long", name), false
	case err != nil:
		return "", p.words.Say("phone.too_short", name), false
	}
	valid := phonenumbers.IsValidNumber(n)
	switch phonenumbers.IsPossibleNumberWithReason(n) {
	case phonenumbers.IS_POSSIBLE:
	case phonenumbers.TOO_LONG:
		return "", p.words.Say("phone.too_long", name), false
	case phonenumbers.TOO_SHORT, phonenumbers.IS_POSSIBLE_LOCAL_ONLY:
		return "", p.words.Say("phone.too_short", name), false
	default:
		return "", p.words.Say("phone.invalid", name), false
	}
	if example := sample(region); !valid && example != nil && length(n) < length(example)-1 {
		return "", p.words.Say("phone.too_short", name), false // fit for a local call, not for a text
	}
	e164 = phonenumbers.Format(n, phonenumbers.E164)
	if !valid && p.doubted != e164 {
		// Numbers are handed out faster than programs are brought up to date, so the person has the last word.
		p.doubted = e164
		return "", p.words.Say("phone.doubtful", name), false
	}
	return e164, "", false
}

// length is how many digits follow the country code.
func length(n *phonenumbers.PhoneNumber) int {
	return len(phonenumbers.GetNationalSignificantNumber(n))
}
