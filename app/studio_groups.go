package app

import (
	"slices"
	"strings"
)

// exhibitGroup is screens that ask for the same, which stand under one heading on the wall.
type exhibitGroup struct {
	heading string   // key of the words
	rooms   []string // beginnings of the names of exhibits, up to a dash; the longest that fits decides
}

// exhibitGroups are in the order of the wall: what people see seldom, or what shows little of a brand, comes last.
var exhibitGroups = []exhibitGroup{
	{"username.title", []string{"username"}},
	{"password.label", []string{"password"}},
	{"code.label", []string{"code"}},
	{"studio.group.second", []string{"method", "register", "browser-register"}},
	{"action.create", []string{"username-sign-up", "username-typo", "username-exists", "username-created", "attributes", "code-sign-up"}},
	{"new_password.label", []string{"new-password", "username-reset", "code-reset", "code-expired-password", "waiting"}},
	{"studio.group.home", []string{"signed-in"}},
	{"studio.group.browser", []string{"browser"}},
	{"studio.group.problems", []string{
		"username-slow", "username-stuck", "username-offline", "password-portal", "password-clock", "password-certificate",
		"waiting-offline", "browser-offline", "ended",
	}},
	{"support.title", []string{"support"}},
	{"start.title", []string{"splash", "start", "connect"}},
	{"accounts.title", []string{"accounts"}},
	{"appearance.title", []string{"appearance"}},
}

// groupOf is the number of the group of an exhibit; -1 when it has none.
func groupOf(name string) int {
	group, fits := -1, ""
	for i, g := range exhibitGroups {
		for _, room := range g.rooms {
			if len(room) > len(fits) && (name == room || strings.HasPrefix(name, room+"-")) {
				group, fits = i, room
			}
		}
	}
	return group
}

// group is what the group of an exhibit is called.
func (s *Studio) group(name string) string {
	return s.words.Say(exhibitGroups[max(groupOf(name), 0)].heading)
}

// stretch is a group among the names of exhibits.
type stretch struct {
	heading  string // key of the words
	from, to int
}

// stretches are the groups of names that are in their order.
func stretches(names []string) []stretch {
	var all []stretch
	for i, name := range names {
		heading := exhibitGroups[max(groupOf(name), 0)].heading
		if len(all) == 0 || all[len(all)-1].heading != heading {
			all = append(all, stretch{heading: heading, from: i})
		}
		all[len(all)-1].to = i + 1
	}
	return all
}

// rows is how many rows a group needs.
func (s stretch) rows(columns int) int { return (s.to - s.from + columns - 1) / columns }

// stretchOf is the number of the group of a screen.
func (g *wallGrid) stretchOf(i int) int {
	return slices.IndexFunc(g.groups, func(s stretch) bool { return i < s.to })
}

// top is how far down the heading of a group stands.
func (g *wallGrid) top(group int) float32 {
	n, wide := g.columns()
	y := float32(0)
	for _, s := range g.groups[:group] {
		y += wallHeading + float32(s.rows(n))*(g.high(wide)+wallCaption+wallGap)
	}
	return y
}

// beyond is the screen in the next row, or in the one before, as far as there is one.
func (g *wallGrid) beyond(i, by int) int {
	n, _ := g.columns()
	group := g.stretchOf(i)
	s := g.groups[group]
	column, row := (i-s.from)%n, (i-s.from)/n+by
	switch {
	case row < 0 && group == 0, row >= s.rows(n) && group == len(g.groups)-1:
		return i
	case row < 0:
		s = g.groups[group-1]
		row = s.rows(n) - 1
	case row >= s.rows(n):
		s, row = g.groups[group+1], 0
	}
	return min(s.from+row*n+column, s.to-1)
}
