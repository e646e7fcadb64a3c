//go:build !race

package app_test

import "testing"

// raced says that the race detector is at work, under which drawing takes ten times as long.
const raced = false

// drawnByOne skips a test of what a single thread draws, mostly in a process of its own, under the race detector.
func drawnByOne(*testing.T) {}
