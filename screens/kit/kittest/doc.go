// Package kittest looks into what is drawn, for tests: it visits the objects of a tree, into the widgets too, whose parts
// Fyne shows to nobody else. It starts the app of a test, and has Fyne forget what was looked at. It knows no widget of
// ours. The product does not import it; that a test may stands in app/arch_test.go.
package kittest
