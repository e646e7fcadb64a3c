package app

import "github.com/vestibule-app/vestibule/assets/brand"

// PageLanguages are those of the screens on the page that brand check writes.
func PageLanguages(asked []string, p *brand.Pack) []string {
	return brandCheck{langs: asked}.shownIn(p)
}
