package screens

import "github.com/vestibule-app/vestibule/screens/kit"

// narration is how those who cannot see a control hear of its state.
func (w *Words) narration() *kit.Narration {
	about := func(name string) Params { return Params{"Name": said(name)} }
	return &kit.Narration{
		Error: func(name, message string) string {
			return w.Say("narrate.error", Params{"Name": said(name), "Message": said(message)})
		},
		Code: func(name string, length, entered int) string {
			if length == 0 {
				return w.Say("narrate.code_open", Params{"Name": said(name), "Entered": entered})
			}
			return w.Say("narrate.code", Params{"Name": said(name), "Length": length, "Entered": entered})
		},
		On:          func(name string) string { return w.Say("narrate.on", about(name)) },
		Off:         func(name string) string { return w.Say("narrate.off", about(name)) },
		Busy:        func(name string) string { return w.Say("narrate.busy", about(name)) },
		ReadOnly:    func(name string) string { return w.Say("narrate.read_only", about(name)) },
		Unavailable: func(name string) string { return w.Say("narrate.unavailable", about(name)) },
		Edit: kit.EditWords{
			Cut: w.Say("edit.cut"), Copy: w.Say("edit.copy"), Paste: w.Say("edit.paste"), SelectAll: w.Say("edit.select_all"),
		},
	}
}
