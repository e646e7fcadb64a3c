package app

import (
	"errors"

	"github.com/vestibule-app/vestibule/assets/brand"
)

// This file is how Brand Studio says what is wrong and what is what, in the language of its window. On the command line the
// same is said in English.

// why is what an error says.
func (s *Studio) why(err error) string {
	var refused *brand.Error
	if errors.As(err, &refused) && len(refused.Findings) > 0 {
		return s.words.Finding(refused.Findings[0])
	}
	return visible(err.Error())
}
