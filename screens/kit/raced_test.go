//go:build race

package kit_test

// raced says that the race detector is at work, under which drawing takes ten times as long.
const raced = true
