package app_test

import (
	"runtime"
	"testing"

	"github.com/vestibule-app/vestibule/app"
	"github.com/vestibule-app/vestibule/auth/stories"
	"github.com/vestibule-app/vestibule/screens"
)

// alive is how much memory is in use, in MB.
func alive() int {
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	return int(m.HeapAlloc >> 20)
}

// However often the language changes, and how the window looks, it takes no more memory: a screen that is gone is kept by
// Fyne for a minute, and its fonts, which are a hundred times as large, not at all.
func TestMemoryDoesNotGrow(t *testing.T) {
	drawnByOne(t)
	h := quiet(t, stories.ClientIDs["password"])
	h.settle("start")
	tags := []string{"ar", "ja", "hi", "en"} // each has fonts of its own
	sizes := []int{100, 125, 150, 200}
	change := map[string]func(i int){
		"language": func(i int) { h.speak(tags[i%len(tags)]) },
		"display": func(i int) {
			app.Restyle(h.app, screens.Look{TextSize: sizes[i%len(sizes)], Contrast: screens.ContrastSystem})
			h.crewDone()
		},
	}
	for name, change := range change {
		for i := range tags { // all words and fonts are met once
			change(i)
		}
		before := alive()
		for i := range 40 {
			change(i)
		}
		if grown := alive() - before; grown > 30 {
			t.Errorf("%d MB are kept after 40 changes of the %s", grown, name)
		}
	}
}
