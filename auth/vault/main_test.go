package vault_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"

	"github.com/vestibule-app/vestibule/auth/vault"
)

// Some promises are about processes. Their tests start this test binary again, with the part it plays in roleEnv and the
// vault's folder in dirEnv.
const (
	roleEnv = "VESTIBULE_VAULT_TEST_ROLE"
	dirEnv  = "VESTIBULE_VAULT_TEST_DIR"
)

func TestMain(m *testing.M) {
	role := os.Getenv(roleEnv)
	if role == "" {
		os.Exit(m.Run())
	}
	k := vault.Open(vault.Config{Dir: os.Getenv(dirEnv)})
	if err := roles[role](context.Background(), k); err != nil {
		fmt.Fprintln(os.Stderr, role, err)
		os.Exit(1)
	}
}

var roles = map[string]func(context.Context, *vault.Keychain) error{
	"count": count, "hold": hold, "write": write,
}

// count adds one to the number in the account list, 50 times, each time under the lock.
func count(ctx context.Context, k *vault.Keychain) error {
	for range 50 {
		unlock, err := k.Lock(ctx)
		if err != nil {
			return err
		}
		n, err := number(ctx, k)
		if err != nil {
			return err
		}
		if err := k.SetList(ctx, []byte(strconv.Itoa(n+1))); err != nil {
			return err
		}
		unlock()
	}
	return nil
}

func number(ctx context.Context, k *vault.Keychain) (int, error) {
	list, err := k.List(ctx)
	if errors.Is(err, fs.ErrNotExist) {
		return 0, nil
	}
	if err != nil {
		return 0, err
	}
	return strconv.Atoi(strings.TrimSpace(string(list)))
}

// hold takes the lock and keeps it until it is killed or its input ends.
func hold(ctx context.Context, k *vault.Keychain) error {
	if _, err := k.Lock(ctx); err != nil {
		return err
	}
	fmt.Println("held")
	_, err := bufio.NewReader(os.Stdin).ReadString('\n')
	return err
}

// write replaces the account list for ever, and acknowledges each replacement.
func write(ctx context.Context, k *vault.Keychain) error {
	for n, err := number(ctx, k); err == nil; n++ {
		// The white space makes a torn file likely where writes are not all or nothing.
		list := strconv.Itoa(n+1) + strings.Repeat(" ", 60_000-len(strconv.Itoa(n+1)))
		if err := k.SetList(ctx, []byte(list)); err != nil {
			return err
		}
		fmt.Println(n + 1)
	}
	return nil
}

// actor starts this binary in a role. It is killed, if it still lives, when the test ends.
func actor(t *testing.T, role, dir string) (*exec.Cmd, *bufio.Reader) {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), roleEnv+"="+role, dirEnv+"="+dir)
	cmd.Stderr = os.Stderr
	if _, err := cmd.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if cmd.ProcessState == nil {
			cmd.Process.Kill()
			cmd.Wait()
		}
	})
	return cmd, bufio.NewReader(out)
}
