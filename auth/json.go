package auth

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"
)

// object is a JSON object whose keys are matched exactly. The tenant's answers are read through it because
// encoding/json by itself matches keys without regard to case, takes the last of two equal keys and lets
// invalid UTF-8 and trailing data pass.
type object map[string]json.RawMessage

var (
	errJSON      = errors.New("not the JSON object that was promised")
	errDuplicate = errors.New("a key stands twice in the answer")
)

const maxDepth = 16

// parseObject reads exactly one JSON object and refuses what no honest server sends.
func parseObject(b []byte) (object, error) {
	if !utf8.Valid(b) {
		return nil, errJSON
	}
	dec := json.NewDecoder(bytes.NewReader(b))
	dec.UseNumber()
	if err := walk(dec, 0); err != nil {
		return nil, err
	}
	if _, err := dec.Token(); err != io.EOF {
		return nil, errJSON
	}
	var o object
	if err := json.Unmarshal(b, &o); err != nil || o == nil {
		return nil, errJSON
	}
	return o, nil
}

// walk reads one value and finds keys that stand twice, at any depth.
func walk(dec *json.Decoder, depth int) error {
	t, err := dec.Token()
	if err != nil || depth > maxDepth {
		return errJSON
	}
	d, ok := t.(json.Delim)
	if !ok {
		return nil
	}
	switch d {
	case '{':
		seen := make(map[string]struct{}, 12)
		for dec.More() {
			k, err := dec.Token()
			if err != nil {
				return errJSON
			}
			key, _ := k.(string)
			if _, twice := seen[key]; twice {
				return errDuplicate
			}
			seen[key] = struct{}{}
			if err := walk(dec, depth+1); err != nil {
				return err
			}
		}
	case '[':
		for dec.More() {
			if err := walk(dec, depth+1); err != nil {
				return err
			}
		}
	}
	if _, err := dec.Token(); err != nil {
		return errJSON
	}
	return nil
}

func (o object) has(key string) bool {
	raw, ok := o[key]
	return ok && string(raw) != "null"
}

// text returns a string field; absent and null are "". Surrounding blanks go, because documented samples have
// them (protocol-v1 15.1 Q3).
func (o object) text(key string) (string, error) {
	if !o.has(key) {
		return "", nil
	}
	var s string
	if err := json.Unmarshal(o[key], &s); err != nil {
		return "", errJSON
	}
	return strings.TrimSpace(s), nil
}

// number returns a whole number that may come as a numeric string (protocol-v1 section 4.4). Absent and null are 0.
func (o object) number(key string) (int, error) {
	if !o.has(key) {
		return 0, nil
	}
	return wholeNumber(o[key])
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
	if err := json.Unmarshal(o[key], &l); err != nil {
		return nil, errJSON
	}
	return l, nil
}
