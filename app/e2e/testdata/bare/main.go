// Command bare opens a window with one word in it and does nothing: what a Fyne window costs by itself.
package main

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/widget"
)

func main() {
	w := app.NewWithID("app.vestibule.Bare").NewWindow("Bare")
	w.SetContent(widget.NewLabel("Bare"))
	w.Resize(fyne.NewSize(480, 720))
	w.ShowAndRun()
}
