package app_test

import (
	"bytes"
	"encoding/binary"
	"io"
	"net"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/vestibule-app/vestibule/app"
)

// xServer is as much of an X server as CheckDisplay talks to.
type xServer struct {
	glx    bool
	cookie []byte // nil lets everyone in
	says   []byte // sent instead of any answer
	event  bool   // an event comes before the answer about GLX
}

func (x xServer) listen(t *testing.T, network, address string) net.Listener {
	t.Helper()
	l, err := net.Listen(network, address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	go func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			x.serve(conn)
		}
	}()
	return l
}

func (x xServer) serve(conn net.Conn) {
	defer conn.Close()
	var head [12]byte
	if _, err := io.ReadFull(conn, head[:]); err != nil || head[0] != 'l' {
		return
	}
	pad := func(n int) int { return (n + 3) &^ 3 }
	nameLen, cookieLen := int(binary.LittleEndian.Uint16(head[6:])), int(binary.LittleEndian.Uint16(head[8:]))
	auth := make([]byte, pad(nameLen)+pad(cookieLen))
	if _, err := io.ReadFull(conn, auth); err != nil {
		return
	}
	if x.says != nil {
		conn.Write(x.says)
		return
	}
	cookie := auth[pad(nameLen):][:cookieLen]
	if x.cookie != nil && (string(auth[:nameLen]) != "MIT-MAGIC-COOKIE-1" || !bytes.Equal(cookie, x.cookie)) {
		reason := "Authorization required\x1b[31m\n"
		b := []byte{0, byte(len(reason)), 11, 0, 0, 0, byte(pad(len(reason)) / 4), 0}
		conn.Write(append(append(b, reason...), make([]byte, pad(len(reason))-len(reason))...))
		return
	}
	conn.Write(append([]byte{1, 0, 11, 0, 0, 0, 2, 0}, make([]byte, 8)...))
	ask := make([]byte, 12)
	if _, err := io.ReadFull(conn, ask); err != nil {
		return
	}
	if ask[0] != 98 || ask[2] != 3 || ask[4] != 3 || string(ask[8:11]) != "GLX" {
		conn.Write(append([]byte{0, 17}, make([]byte, 30)...))
		return
	}
	if x.event {
		conn.Write(append([]byte{34}, make([]byte, 31)...))
	}
	reply := make([]byte, 32)
	reply[0], reply[2] = 1, 1
	if x.glx {
		reply[8] = 1
	}
	conn.Write(reply)
}

// tcpDisplay is the DISPLAY of a server on a loopback port: X display n listens on port 6000+n.
func tcpDisplay(l net.Listener) string {
	return "127.0.0.1:" + strconv.Itoa(l.Addr().(*net.TCPAddr).Port-6000) + ".0"
}

func environment(pairs ...string) func(string) string {
	m := map[string]string{}
	for i := 0; i < len(pairs); i += 2 {
		m[pairs[i]] = pairs[i+1]
	}
	return func(name string) string { return m[name] }
}

// wantSentence checks that err is one line that holds every part.
func wantSentence(t *testing.T, err error, parts ...string) {
	t.Helper()
	if err == nil {
		t.Fatalf("no error; want one that says %q", parts)
	}
	text := err.Error()
	for _, part := range parts {
		if !strings.Contains(text, part) {
			t.Errorf("error %q does not say %q", text, part)
		}
	}
	if strings.ContainsAny(text, "\n\r\x1b") {
		t.Errorf("error %q is not one plain line", text)
	}
}

func TestCheckDisplayX11(t *testing.T) {
	cookie := []byte("0123456789abcdef")
	for name, test := range map[string]struct {
		server xServer
		want   []string // nil: fit
	}{
		"with GLX":            {xServer{glx: true}, nil},
		"event before answer": {xServer{glx: true, event: true}, nil},
		"without GLX":         {xServer{}, []string{"GLX", "use a display that has OpenGL"}},
		"refused":             {xServer{glx: true, cookie: cookie}, []string{"Authorization required", "XAUTHORITY"}},
		"hangs up":            {xServer{says: []byte{}}, []string{"does not answer", "restart it"}},
		"cut in the middle":   {xServer{says: []byte{1, 0, 11, 0, 0, 0, 9, 0, 1, 2}}, []string{"does not answer"}},
		"not an X server":     {xServer{says: []byte("HTTP/1.1 400 Bad Request\r\n\r\n" + strings.Repeat(" ", 1<<17))}, []string{"it is not an X server"}},
	} {
		t.Run(name, func(t *testing.T) {
			socket := filepath.Join(t.TempDir(), "x")
			for _, display := range []string{
				tcpDisplay(test.server.listen(t, "tcp", "127.0.0.1:0")),
				test.server.listen(t, "unix", socket).Addr().String(),
				"unix:" + socket,
			} {
				err := app.CheckDisplay(environment("DISPLAY", display), "linux")
				if test.want == nil {
					if err != nil {
						t.Errorf("%s: %v", display, err)
					}
					continue
				}
				wantSentence(t, err, append(test.want, "X server of DISPLAY=")...)
			}
		})
	}
}

func TestCheckDisplayCookie(t *testing.T) {
	cookie := []byte("0123456789abcdef")
	hostname, err := os.Hostname()
	if err != nil {
		t.Fatal(err)
	}
	display := tcpDisplay(xServer{glx: true, cookie: cookie}.listen(t, "tcp", "127.0.0.1:0"))
	number := strings.TrimSuffix(strings.TrimPrefix(display, "127.0.0.1:"), ".0")
	record := func(family uint16, address, number, name string, data []byte) []byte {
		b := binary.BigEndian.AppendUint16(nil, family)
		for _, field := range []string{address, number, name, string(data)} {
			b = append(binary.BigEndian.AppendUint16(b, uint16(len(field))), field...)
		}
		return b
	}
	const local, wild = 256, 65535
	other := record(local, "elsewhere.example", number, "MIT-MAGIC-COOKIE-1", []byte("not this one at a"))
	for name, test := range map[string]struct {
		file []byte
		fit  bool
	}{
		"this host":      {append(other, record(local, hostname, number, "MIT-MAGIC-COOKIE-1", cookie)...), true},
		"any display":    {record(local, hostname, "", "MIT-MAGIC-COOKIE-1", cookie), true},
		"any host":       {record(wild, "", number, "MIT-MAGIC-COOKIE-1", cookie), true},
		"other host":     {other, false},
		"other display":  {record(local, hostname, number+"1", "MIT-MAGIC-COOKIE-1", cookie), false},
		"other scheme":   {record(local, hostname, number, "XDM-AUTHORIZATION-1", cookie), false},
		"wrong cookie":   {record(wild, "", number, "MIT-MAGIC-COOKIE-1", []byte("x")), false},
		"cut short":      {record(wild, "", number, "MIT-MAGIC-COOKIE-1", cookie)[:20], false},
		"length too big": {[]byte{255, 255, 255, 255, 0}, false},
		"empty":          {nil, false},
	} {
		t.Run(name, func(t *testing.T) {
			home := t.TempDir()
			if err := os.WriteFile(filepath.Join(home, ".Xauthority"), test.file, 0o600); err != nil {
				t.Fatal(err)
			}
			for _, env := range []func(string) string{
				environment("DISPLAY", display, "HOME", home),
				environment("DISPLAY", display, "HOME", "/nowhere", "XAUTHORITY", filepath.Join(home, ".Xauthority")),
			} {
				err := app.CheckDisplay(env, "linux")
				if test.fit && err != nil {
					t.Error(err)
				}
				if !test.fit {
					wantSentence(t, err, "Authorization required")
				}
			}
		})
	}
}

func TestCheckDisplayNames(t *testing.T) {
	gone := filepath.Join(t.TempDir(), "gone")
	for display, want := range map[string]string{
		"":              "no display",
		"nonsense":      "not the name of an X display",
		":x":            "not the name of an X display",
		":":             "not the name of an X display",
		":-1":           "not the name of an X display",
		"host:60000":    "not the name of an X display",
		":9999":         "cannot be reached",
		"unix:9999":     "cannot be reached",
		gone:            "cannot be reached",
		gone + ":0.0":   "cannot be reached",
		"unix:" + gone:  "cannot be reached",
		"[::1]:59535.0": "cannot be reached",
	} {
		t.Run(display, func(t *testing.T) {
			wantSentence(t, app.CheckDisplay(environment("DISPLAY", display), "linux"), want, "set")
		})
	}
}

func TestCheckDisplayChoice(t *testing.T) {
	runtimeDir := t.TempDir()
	if l, err := net.Listen("unix", filepath.Join(runtimeDir, "wayland-7")); err != nil {
		t.Fatal(err)
	} else {
		t.Cleanup(func() { l.Close() })
	}
	good := tcpDisplay(xServer{glx: true}.listen(t, "tcp", "127.0.0.1:0"))
	bad := tcpDisplay(xServer{}.listen(t, "tcp", "127.0.0.1:0"))
	absolute := filepath.Join(runtimeDir, "wayland-7")
	for name, test := range map[string]struct {
		env  []string
		goos string
		want string // empty: fit
	}{
		"windows has neither":          {nil, "windows", ""},
		"macOS has neither":            {nil, "darwin", ""},
		"nothing on freebsd":           {nil, "freebsd", "no display"},
		"wayland":                      {[]string{"WAYLAND_DISPLAY", "wayland-7", "XDG_RUNTIME_DIR", runtimeDir}, "linux", ""},
		"wayland, absolute":            {[]string{"WAYLAND_DISPLAY", absolute}, "linux", ""},
		"wayland, no runtime folder":   {[]string{"WAYLAND_DISPLAY", "wayland-7"}, "linux", "XDG_RUNTIME_DIR"},
		"wayland gone":                 {[]string{"WAYLAND_DISPLAY", absolute + "x"}, "linux", "Wayland compositor"},
		"wayland gone, X instead":      {[]string{"WAYLAND_DISPLAY", absolute + "x", "DISPLAY", good}, "linux", ""},
		"wayland gone, X useless":      {[]string{"WAYLAND_DISPLAY", absolute + "x", "DISPLAY", bad}, "linux", "GLX"},
		"wayland gone in its session":  {[]string{"WAYLAND_DISPLAY", absolute + "x", "DISPLAY", good, "XDG_SESSION_TYPE", "wayland"}, "linux", "Wayland compositor"},
		"X session":                    {[]string{"WAYLAND_DISPLAY", absolute, "DISPLAY", bad, "XDG_SESSION_TYPE", "x11"}, "linux", "GLX"},
		"X told":                       {[]string{"WAYLAND_DISPLAY", absolute, "DISPLAY", bad, "FYNE_PLATFORM", "x11"}, "linux", "GLX"},
		"wayland told":                 {[]string{"WAYLAND_DISPLAY", absolute, "DISPLAY", bad, "FYNE_PLATFORM", "wayland"}, "linux", ""},
		"freebsd has X only":           {[]string{"WAYLAND_DISPLAY", absolute, "DISPLAY", bad}, "freebsd", "GLX"},
		"freebsd cannot speak wayland": {[]string{"WAYLAND_DISPLAY", absolute}, "freebsd", "no display"},
	} {
		t.Run(name, func(t *testing.T) {
			err := app.CheckDisplay(environment(test.env...), test.goos)
			if test.want != "" {
				wantSentence(t, err, test.want)
			} else if err != nil {
				t.Error(err)
			}
		})
	}
}
