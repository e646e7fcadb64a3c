package app

import (
	"cmp"
	"slices"

	"github.com/vestibule-app/vestibule/auth"
	"github.com/vestibule-app/vestibule/auth/emulator"
)

// signUpOf is what the settings know about the tenant's user flow.
func signUpOf(s Settings) auth.SignUp {
	known := auth.SignUp{UpFront: s.SignUp == "up_front", Password: s.SignUpPassword}
	for _, a := range s.Attributes {
		known.Attributes = append(known.Attributes, a.Attribute)
	}
	return known
}

// signUpInDemo is what an administrator knows about the user flow of one of the embedded tenant's apps.
func signUpInDemo(tenant emulator.Directory, clientID string) auth.SignUp {
	app := slices.IndexFunc(tenant.Apps, func(a emulator.App) bool { return a.ClientID == clientID })
	if app < 0 {
		return auth.SignUp{}
	}
	flow := slices.IndexFunc(tenant.UserFlows, func(f emulator.UserFlow) bool { return f.Name == tenant.Apps[app].UserFlow })
	if flow < 0 {
		return auth.SignUp{}
	}
	known := auth.SignUp{Password: tenant.UserFlows[flow].Method == emulator.FlowPassword}
	for _, a := range tenant.UserFlows[flow].Attributes {
		known.Attributes = append(known.Attributes, auth.Attribute{
			Name: a.Name, Kind: kindInDemo(a), Required: a.Required, Pattern: a.Regex, Options: a.Options, MaxLength: a.MaxLength,
		})
	}
	return known
}

// kindInDemo is how an attribute is asked for, by its form element, else by its data type.
func kindInDemo(a emulator.Attribute) auth.AttributeKind {
	switch cmp.Or(a.Input, a.Type) {
	case emulator.InputRadio:
		return auth.AttributeOneOf
	case emulator.InputCheckboxes:
		return auth.AttributeSeveralOf
	case emulator.InputCheckbox, emulator.TypeBoolean:
		return auth.AttributeYesNo
	case emulator.InputNumber, emulator.TypeInteger:
		return auth.AttributeNumber
	}
	return auth.AttributeText
}

// attributeWords are what an attribute is called and what is said below its field, in the language of the window: by the
// settings, else by the brand. Empty ones are left to the screens.
func (a *App) attributeWords(name string) (label, hint string) {
	tag := a.words.Tag()
	for _, known := range a.settings.Attributes {
		if known.Name == name && a.demo == nil { // the settings are about the tenant
			label, hint = known.Label.In(tag), known.Hint.In(tag)
		}
	}
	for _, known := range a.livery.pack.Attributes {
		if known.Name == name {
			label, hint = cmp.Or(label, known.Label.In(tag)), cmp.Or(hint, known.Hint.In(tag))
		}
	}
	if a.demo != nil && name == emulator.Membership {
		label, hint = cmp.Or(label, a.words.Say("demo.membership")), cmp.Or(hint, a.words.Say("demo.membership.hint"))
	}
	return label, hint
}
