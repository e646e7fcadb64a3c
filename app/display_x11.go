package app

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"runtime"
	"strconv"
	"strings"
)

// reachX11 connects to the X server that DISPLAY names, as the person who runs the program, and asks it for GLX.
// Wire format: X Window System Protocol 11, sections 8 (connection setup) and 9 (QueryExtension).
func reachX11(ctx context.Context, env func(string) string, display string) error {
	place, err := parseX11Display(display)
	if err != nil {
		return err
	}
	conn, err := place.dial(ctx)
	if err != nil {
		return fmt.Errorf("the X server of DISPLAY=%q cannot be reached (%w): "+
			"start it, or set DISPLAY to one that runs", display, err)
	}
	defer func() { _ = conn.Close() }()
	if until, ok := ctx.Deadline(); ok {
		if err := conn.SetDeadline(until); err != nil {
			return fmt.Errorf("the X server of DISPLAY=%q cannot be waited for: %w", display, err)
		}
	}
	refusal, err := x11Setup(conn, x11Cookie(env, conn, place.number))
	if err != nil {
		return fmt.Errorf("the X server of DISPLAY=%q does not answer (%w): "+
			"restart it, or set DISPLAY to one that works", display, err)
	}
	if refusal != "" {
		return fmt.Errorf("the X server of DISPLAY=%q lets this program not in (%s): "+
			"run Vestibule as the person who owns the desktop, or set XAUTHORITY to their cookie file", display, refusal)
	}
	glx, err := x11HasExtension(conn, "GLX")
	if err != nil {
		return fmt.Errorf("the X server of DISPLAY=%q stopped answering (%w): "+
			"restart it, or set DISPLAY to one that works", display, err)
	}
	if !glx {
		return fmt.Errorf("the X server of DISPLAY=%q cannot draw with OpenGL (it has no GLX extension): "+
			"start it with +extension GLX, or use a display that has OpenGL", display)
	}
	return nil
}

// x11Place is where a DISPLAY leads.
type x11Place struct {
	number string      // display number; cookies are filed under it
	dials  [][2]string // network and address, in the order in which xcb tries them
}

// parseX11Display reads [unix:|host]:number[.screen], or the path of a socket with or without .screen.
func parseX11Display(display string) (x11Place, error) {
	bad := fmt.Errorf("DISPLAY=%q is not the name of an X display: set it to something like :0", display)
	colon := strings.LastIndexByte(display, ':')
	if path := strings.TrimPrefix(display, "unix:"); strings.HasPrefix(path, "/") {
		number := "0"
		if at := strings.LastIndexByte(path, ':'); at >= 0 {
			number, _, _ = strings.Cut(path[at+1:], ".")
		}
		socket := path
		if _, err := os.Stat(socket); err != nil {
			if dot := strings.LastIndexByte(path, '.'); dot >= 0 {
				socket = path[:dot]
			}
		}
		return x11Place{number: number, dials: [][2]string{{"unix", socket}}}, nil
	}
	if colon < 0 {
		return x11Place{}, bad
	}
	host := display[:colon]
	number, _, _ := strings.Cut(display[colon+1:], ".")
	n, err := strconv.ParseUint(number, 10, 16)
	if err != nil || n > 65535-6000 {
		return x11Place{}, bad
	}
	place := x11Place{number: number}
	if host == "" || host == "unix" {
		socket := "/tmp/.X11-unix/X" + number
		if runtime.GOOS == "linux" {
			place.dials = append(place.dials, [2]string{"unix", "@" + socket})
		}
		place.dials = append(place.dials, [2]string{"unix", socket})
	}
	if host != "unix" {
		if host == "" {
			host = "localhost"
		}
		host = strings.TrimPrefix(host, "tcp/")
		host = strings.Trim(host, "[]")
		place.dials = append(place.dials, [2]string{"tcp", net.JoinHostPort(host, strconv.FormatUint(6000+n, 10))})
	}
	return place, nil
}

// dial tries each address in turn; the error is the first that says more than "no such abstract socket".
func (p x11Place) dial(ctx context.Context) (net.Conn, error) {
	var failures []error
	for _, at := range p.dials {
		conn, err := new(net.Dialer).DialContext(ctx, at[0], at[1])
		if err == nil {
			return conn, nil
		}
		if !strings.HasPrefix(at[1], "@") {
			failures = append(failures, err)
		}
	}
	return nil, failures[0]
}

// x11Setup opens the connection with the cookie, which may be empty. refusal is the server's reason, when it has one.
func x11Setup(conn io.ReadWriter, cookie []byte) (refusal string, err error) {
	name := ""
	if len(cookie) > 0 {
		name = mitMagicCookie
	}
	b := []byte{'l', 0, 11, 0, 0, 0} // little endian, protocol 11.0
	b = binary.LittleEndian.AppendUint16(b, uint16(len(name)))
	b = binary.LittleEndian.AppendUint16(b, uint16(len(cookie)))
	b = append(b, 0, 0)
	b = appendPadded(b, []byte(name))
	b = appendPadded(b, cookie)
	if _, err := conn.Write(b); err != nil {
		return "", err
	}
	var head [8]byte
	if _, err := io.ReadFull(conn, head[:]); err != nil {
		return "", err
	}
	body := make([]byte, 4*int(binary.LittleEndian.Uint16(head[6:])))
	if _, err := io.ReadFull(conn, body); err != nil {
		return "", err
	}
	switch head[0] {
	case 1:
		return "", nil
	case 0:
		return plainReason(body[:min(len(body), int(head[1]))]), nil
	case 2: // more authentication is wanted
		return plainReason(body), nil
	default:
		return "", errors.New("it is not an X server")
	}
}

// x11HasExtension asks QueryExtension on an open connection.
func x11HasExtension(conn io.ReadWriter, name string) (bool, error) {
	const queryExtension = 98
	b := []byte{queryExtension, 0}
	b = binary.LittleEndian.AppendUint16(b, uint16(2+(len(name)+3)/4)) // request length in units of four bytes
	b = binary.LittleEndian.AppendUint16(b, uint16(len(name)))
	b = append(b, 0, 0)
	b = appendPadded(b, []byte(name))
	if _, err := conn.Write(b); err != nil {
		return false, err
	}
	for {
		var reply [32]byte // errors and events are as long
		if _, err := io.ReadFull(conn, reply[:]); err != nil {
			return false, err
		}
		switch reply[0] {
		case 0:
			return false, fmt.Errorf("it answers with error %d", reply[1])
		case 1:
			return reply[8] != 0, nil
		}
	}
}

// appendPadded appends v and zeros up to a multiple of four bytes.
func appendPadded(b, v []byte) []byte {
	b = append(b, v...)
	return append(b, make([]byte, (4-len(v)%4)%4)...)
}

// plainReason keeps what is printable of the server's words, on one line and short.
func plainReason(b []byte) string {
	var out strings.Builder
	for _, c := range b {
		if c >= ' ' && c <= '~' {
			out.WriteByte(c)
		}
	}
	s := strings.TrimSpace(out.String())
	if s == "" {
		return "it gives no reason"
	}
	return s[:min(len(s), 120)]
}
