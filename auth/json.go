package auth

import (
	"bytes"
	"encoding/json"
	"errors"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"
)

// object is a JSON object whose keys are matched exactly. The tenant's answers are read through it because
// encoding/json by itself matches keys without regard to case, takes the last of two equal keys and lets
// invalid UTF-8 and trailing data pass.
type object []member

// member is one key and its value, as it stood.
type member struct {
	key string
	raw json.RawMessage
}

var (
	errJSON      = errors.New("not the JSON object that was promised")
	errDuplicate = errors.New("a key stands twice in the answer")
)

// What no honest server exceeds.
const (
	maxDepth   = 16
	maxMembers = 256 // of one object
)

// parseObject reads exactly one JSON object and refuses what no honest server sends. encoding/json is the judge of
// the grammar; what it judged is then cut up without copies.
func parseObject(b []byte) (object, error) { return cut(b, false) }

// parseAnswer is parseObject for the answers of the native endpoints, whose documented samples have blanks around some
// keys (protocol-v1 15.1 Q3). They are taken off before keys are compared, so that none stands twice for them either.
// Signed claims and metadata have no such excuse.
func parseAnswer(b []byte) (object, error) { return cut(b, true) }

func cut(b []byte, trim bool) (object, error) {
	if !utf8.Valid(b) || !json.Valid(b) {
		return nil, errJSON
	}
	c := cutter{b: b, trim: trim}
	if c.peek() != '{' {
		return nil, errJSON
	}
	return c.object(0)
}

// cutter walks over JSON that is known to be well formed.
type cutter struct {
	b    []byte
	i    int
	trim bool // take blanks off keys
}

// peek skips blanks and returns the next byte.
func (c *cutter) peek() byte {
	for c.b[c.i] == ' ' || c.b[c.i] == '\t' || c.b[c.i] == '\n' || c.b[c.i] == '\r' {
		c.i++
	}
	return c.b[c.i]
}

// object reads an object and finds keys that stand twice, at any depth.
func (c *cutter) object(depth int) (object, error) {
	o := make(object, 0, 8)
	c.i++ // {
	for c.peek() != '}' {
		key, err := unquote(c.text())
		if err != nil {
			return nil, err
		}
		if c.trim {
			key = strings.Trim(key, " ")
		}
		if o.find(key) != nil {
			return nil, errDuplicate
		}
		c.peek()
		c.i++ // :
		c.peek()
		from := c.i
		if err := c.value(depth); err != nil {
			return nil, err
		}
		if o = append(o, member{key, c.b[from:c.i:c.i]}); len(o) > maxMembers {
			return nil, errJSON
		}
		if c.peek() == ',' {
			c.i++
		}
	}
	c.i++ // }
	return o, nil
}

// value skips one value.
func (c *cutter) value(depth int) error {
	if depth >= maxDepth {
		return errJSON
	}
	switch c.peek() {
	case '{':
		_, err := c.object(depth + 1)
		return err
	case '[':
		c.i++
		for c.peek() != ']' {
			if err := c.value(depth + 1); err != nil {
				return err
			}
			if c.peek() == ',' {
				c.i++
			}
		}
		c.i++
	case '"':
		c.text()
	default: // a number, true, false or null
		for c.i < len(c.b) && !strings.ContainsRune(",]} \t\r\n", rune(c.b[c.i])) {
			c.i++
		}
	}
	return nil
}

// text skips a string and returns it with its quotes.
func (c *cutter) text() []byte {
	from := c.i
	for c.i++; c.b[c.i] != '"'; c.i++ {
		if c.b[c.i] == '\\' {
			c.i++
		}
	}
	c.i++
	return c.b[from:c.i]
}

// unquote reads a JSON string.
func unquote(raw []byte) (string, error) {
	if len(raw) >= 2 && raw[0] == '"' && bytes.IndexByte(raw, '\\') < 0 {
		return string(raw[1 : len(raw)-1]), nil
	}
	var s string
	if len(raw) == 0 || raw[0] != '"' || json.Unmarshal(raw, &s) != nil {
		return "", errJSON
	}
	return s, nil
}

// find returns the value of a key, or nil.
func (o object) find(key string) json.RawMessage {
	for i := range o {
		if o[i].key == key {
			return o[i].raw
		}
	}
	return nil
}

func (o object) has(key string) bool {
	raw := o.find(key)
	return raw != nil && string(raw) != "null"
}

// exact returns a string field as it stood; absent and null are "".
func (o object) exact(key string) (string, error) {
	if !o.has(key) {
		return "", nil
	}
	return unquote(o.find(key))
}

// text is exact without surrounding blanks, because documented samples have them (protocol-v1 15.1 Q3).
func (o object) text(key string) (string, error) {
	s, err := o.exact(key)
	return strings.TrimSpace(s), err
}

// number returns a whole number that may come as a numeric string (protocol-v1 section 4.4). Absent and null are 0.
func (o object) number(key string) (int, error) {
	if !o.has(key) {
		return 0, nil
	}
	return wholeNumber(o.find(key))
}

func wholeNumber(raw json.RawMessage) (int, error) {
	s := string(raw)
	if s != "" && s[0] == '"' {
		if err := json.Unmarshal(raw, &s); err != nil {
			return 0, errJSON
		}
	}
	f, err := strconv.ParseFloat(strings.TrimSpace(s), 64)
	if err != nil || f != math.Trunc(f) || math.Abs(f) > 1<<31 {
		return 0, errJSON
	}
	return int(f), nil
}

// list returns the elements of an array; absent and null are none.
func (o object) list(key string) ([]json.RawMessage, error) {
	if !o.has(key) {
		return nil, nil
	}
	var l []json.RawMessage
	if err := json.Unmarshal(o.find(key), &l); err != nil {
		return nil, errJSON
	}
	return l, nil
}
