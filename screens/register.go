package screens

import (
	"regexp"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"golang.org/x/text/unicode/norm"

	"github.com/vestibule-app/vestibule/auth"
	"github.com/vestibule-app/vestibule/screens/kit"
)

// register asks for a strong method to be registered: which one, and the contact that its codes should go to.
type register struct {
	*form
	step    auth.RegisterMethod
	methods *kit.Options    // nil with one method
	choice  *fyne.Container // holds methods
	email   *kit.Field
	phone   *phone
	number  *fyne.Container // the fields of phone
	rescue  *rescue
}

func newRegister(step auth.RegisterMethod, a Asking) *register {
	w := a.Words
	r := &register{email: kit.NewField(w.Say("register.email")), choice: container.New(column(nil))}
	r.email.SetHelper(w.Say("register.email_help"))
	r.email.SetPlaceholder(w.Say("username.placeholder"))
	r.rescue = newRescue(a, r.email, "", r.submit)
	r.email.OnChanged = func(string) {
		r.email.SetError("")
		r.mended()
		r.rescue.hide()
	}
	r.phone = newPhone(a, func() {
		r.mended()
		r.settle()
	})
	r.phone.number.SetHelper(w.Say("register.phone_help"))
	r.number = stack(below{0, r.phone.country}, below{kit.Size(kit.GapField), r.phone.number})
	r.form = newForm(a, parts{
		title:  w.Say("register.title"),
		reason: w.Say("register.reason"),
		who:    step.Username,
		fields: []below{{0, r.choice}, {kit.Space12, stack(below{0, r.email}, below{kit.Space4, r.rescue.content}, below{0, r.number})}},
		button: w.Say("register.send"),
		submit: r.submit,
		leads:  true,
	})
	r.rescue.form = r.form
	r.rescue.take.OnKey, r.rescue.keep.OnKey = r.onKey, r.onKey
	r.email.OnSubmit, r.phone.number.OnSubmit = r.submit, r.submit
	r.email.OnKey, r.phone.number.OnKey, r.phone.country.OnKey = r.onKey, r.onKey, r.onKey
	r.disable = func(off bool) {
		if r.methods != nil {
			r.methods.SetDisabled(off)
		}
		r.email.SetDisabled(off)
		r.phone.country.SetDisabled(off)
		r.phone.number.SetDisabled(off)
	}
	r.back = func() { r.reply(auth.Back{}) }
	r.first = r.start
	r.Show(step)
	return r
}

// known are the methods this program can ask a contact for. Of those it does not know it keeps one when there is no
// other, and asks for it as for an address.
func known(methods []auth.Method) []auth.Method {
	var list []auth.Method
	for _, m := range methods {
		if m.Channel == auth.ChannelEmail || m.Channel == auth.ChannelSMS {
			list = append(list, m)
		}
	}
	if len(list) == 0 && len(methods) > 0 {
		list = methods[:1]
	}
	return list
}

// list makes the choice between the methods anew.
func (r *register) list(methods []auth.Method) {
	r.step.Methods, r.methods = methods, nil
	r.choice.Layout, r.choice.Objects = column(nil), nil
	r.prefill()
	if len(methods) < 2 {
		return
	}
	var titles []string
	for _, m := range methods {
		if m.Channel == auth.ChannelSMS {
			titles = append(titles, r.Words.Say("register.sms_title"))
		} else {
			titles = append(titles, r.Words.Say("register.email_title"))
		}
	}
	r.methods = kit.NewOptions(r.Words.Say("register.methods"), titles, false)
	r.methods.SetCompact(true)
	r.methods.Choose(0)
	r.methods.SetMirrored(r.Words.RTL())
	r.methods.OnKey = r.onKey
	r.methods.OnSubmit = func() { r.focus(r.contact()) }
	r.methods.OnChanged = func() {
		r.clear()
		r.arrange()
	}
	r.choice.Layout, r.choice.Objects = column{{0, r.methods}}, []fyne.CanvasObject{r.methods}
}

// prefill takes over what the tenant knows, if it is a whole address and not a masked one.
func (r *register) prefill() {
	for _, m := range r.step.Methods {
		switch hint := Clean(m.Target); {
		case m.Channel == auth.ChannelSMS:
			r.phone.set(hint)
		case addressRE.MatchString(hint) && !strings.ContainsAny(hint, "*•…"):
			r.email.SetText(hint)
			r.rescue.asked[hint] = true // the tenant knows it
		}
	}
}

// addressRE is what every address has: something, an at sign, and a domain of two parts. The tenant decides about the
// rest.
var addressRE = regexp.MustCompile(`^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$`)

// method is the one that is chosen.
func (r *register) method() auth.Method {
	switch {
	case len(r.step.Methods) == 0:
		return auth.Method{}
	case r.methods == nil:
		return r.step.Methods[0]
	}
	return r.step.Methods[r.methods.Chosen()[0]]
}

func (r *register) sms() bool { return r.method().Channel == auth.ChannelSMS }

// contact is the field of the method that is chosen.
func (r *register) contact() focusable {
	switch {
	case !r.sms():
		return r.email
	case r.phone.country.Error() != "" || r.phone.country.Chosen() == "" && r.phone.number.Text() == "":
		return r.phone.country
	}
	return r.phone.number
}

// start is where typing goes on: with a choice to make the choice, unless there is something to mend.
func (r *register) start() focusable {
	if r.methods != nil && r.step.Problem == nil && r.email.Text() == "" && r.phone.number.Text() == "" {
		return r.methods
	}
	return r.contact()
}

// Step implements Screen.
func (r *register) Step() auth.Step { return r.step }

// Show implements Screen. What was typed stays.
func (r *register) Show(step auth.Step) {
	next, ok := step.(auth.RegisterMethod)
	if !ok {
		return
	}
	next.Methods = known(next.Methods)
	if !slices.Equal(next.Methods, r.step.Methods) {
		r.list(next.Methods)
		r.answered(next)
	}
	r.step = next
	r.name(next.Username)
	r.Busy(Idle)
	r.arrange()
	r.email.SetError("")
	r.phone.number.SetError("")
	r.phone.country.SetError("")
	field := r.email
	if r.sms() {
		field = r.phone.number
	}
	if next.Problem != nil && next.Problem.Code == auth.RegionBlocked && r.sms() {
		r.refuse(next.Problem, r.phone.country, auth.RegionBlocked)
		return
	}
	r.refuse(next.Problem, field, auth.ContactInvalid, auth.MethodBlocked, auth.AnswerMissing)
}

// answered puts back what was answered before: a digit to be mended is no reason to type the rest again.
func (r *register) answered(q auth.RegisterMethod) {
	for i, m := range q.Methods {
		if m.ID != q.MethodID {
			continue
		}
		if r.methods != nil {
			r.methods.Choose(i)
		}
		if m.Channel == auth.ChannelSMS {
			r.phone.number.SetText(r.phone.follow(q.Target))
		} else {
			r.email.SetText(q.Target)
		}
	}
}

// arrange shows the fields of the method that is chosen.
func (r *register) arrange() {
	setShown(r.email, !r.sms())
	setShown(r.number, r.sms())
	r.rescue.hide()
	r.settle()
}

func (r *register) submit() {
	target := norm.NFC.String(strings.TrimSpace(r.email.Text()))
	if r.sms() {
		number, words, country := r.phone.target()
		if words != "" {
			if country {
				r.phone.country.SetError(words)
			} else {
				r.phone.number.SetError(words)
			}
			r.settle()
			r.focus(r.contact())
			return
		}
		target = number
	} else if !addressRE.MatchString(target) {
		words := r.Words.Say("username.missing")
		if target != "" {
			words = r.Words.Say("problem.username_invalid")
		}
		r.email.SetError(words)
		r.focus(r.email)
		return
	} else if r.rescue.ask(target) {
		return
	}
	r.reply(auth.Register{MethodID: r.method().ID, Target: target})
}
