package app

import (
	"io"
	"log/slog"
	"reflect"

	"github.com/vestibule-app/vestibule/auth"
)

func stepName(s auth.Step) string { return reflect.TypeOf(s).Name() }

func problemOf(s auth.Step) auth.ProblemCode {
	if p := auth.ProblemOf(s); p != nil {
		return p.Code
	}
	return ""
}

// newLogger writes lines for people and programs. Nothing secret reaches it: every type that holds a secret prints
// as dots, and errors of auth hold neither requests nor answers.
func newLogger(level string, w io.Writer) *slog.Logger {
	var least slog.Level
	switch level {
	case "debug":
		least = slog.LevelDebug
	case "info":
		least = slog.LevelInfo
	case "error":
		least = slog.LevelError
	default:
		return slog.New(slog.DiscardHandler)
	}
	if w == nil {
		return slog.New(slog.DiscardHandler)
	}
	return slog.New(slog.NewTextHandler(w, &slog.HandlerOptions{Level: least}))
}
