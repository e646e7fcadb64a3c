package app

import (
	"encoding/binary"
	"net"
	"os"
	"path/filepath"
)

const mitMagicCookie = "MIT-MAGIC-COOKIE-1"

// The address families of an Xauthority file (Xauth(3)).
const (
	xauthInternet  = 0
	xauthInternet6 = 6
	xauthLocal     = 256
	xauthWild      = 65535
)

// x11Cookie is the cookie for the display at the other end of conn, or nil: a server may let a person in by their
// user id alone.
func x11Cookie(env func(string) string, conn net.Conn, number string) []byte {
	path := env("XAUTHORITY")
	if path == "" && env("HOME") != "" {
		path = filepath.Join(env("HOME"), ".Xauthority")
	}
	if path == "" {
		return nil
	}
	file, err := os.ReadFile(path) // #nosec G304 -- the file that every X program of this person reads
	if err != nil {
		return nil
	}
	hostname, _ := os.Hostname() // unknown: only wildcard entries match then
	families := map[uint16]string{xauthLocal: hostname}
	if remote, ok := conn.RemoteAddr().(*net.TCPAddr); ok && !remote.IP.IsLoopback() {
		if v4 := remote.IP.To4(); v4 != nil {
			families = map[uint16]string{xauthInternet: string(v4)}
		} else {
			families = map[uint16]string{xauthInternet6: string(remote.IP)}
		}
	}
	for len(file) > 0 {
		var entry xauthEntry
		var ok bool
		if entry, file, ok = readXauthEntry(file); !ok {
			return nil
		}
		if entry.name != mitMagicCookie || entry.number != "" && entry.number != number {
			continue
		}
		address, known := families[entry.family]
		if entry.family == xauthWild || known && address == entry.address {
			return entry.data
		}
	}
	return nil
}

// xauthEntry is one record of an Xauthority file.
type xauthEntry struct {
	family                uint16
	address, number, name string
	data                  []byte
}

// readXauthEntry cuts one record off b: a family, then four fields, each behind its length; all big endian.
func readXauthEntry(b []byte) (entry xauthEntry, rest []byte, ok bool) {
	if len(b) < 2 {
		return entry, nil, false
	}
	entry.family, b = binary.BigEndian.Uint16(b), b[2:]
	var fields [4][]byte
	for i := range fields {
		if len(b) < 2 {
			return entry, nil, false
		}
		n := int(binary.BigEndian.Uint16(b))
		if len(b) < 2+n {
			return entry, nil, false
		}
		fields[i], b = b[2:2+n], b[2+n:]
	}
	entry.address, entry.number, entry.name, entry.data = string(fields[0]), string(fields[1]), string(fields[2]), fields[3]
	return entry, b, true
}
