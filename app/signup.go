package app

import "github.com/vestibule-app/vestibule/auth"

// signUpOf is what the settings know about the tenant's user flow.
func signUpOf(s Settings) auth.SignUp {
	known := auth.SignUp{UpFront: s.SignUp == "up_front", Password: s.SignUpPassword}
	for _, a := range s.Attributes {
		known.Attributes = append(known.Attributes, a.Attribute)
	}
	return known
}
