package app

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"

	"github.com/vestibule-app/vestibule/assets/brand"
)

// publicSuffix is what the name of a public key has behind that of its private key, as with ssh-keygen.
const publicSuffix = ".pub"

func newBrandKey(args []string, stdout io.Writer) error {
	flags := flag.NewFlagSet("key", flag.ContinueOnError)
	var out string
	flags.StringVar(&out, "out", "", "")
	flags.StringVar(&out, "o", "", "")
	if _, err := operands(flags, args); err != nil {
		return err
	}
	if out == "" {
		return errors.New("--out FILE is missing")
	}
	private, public, err := brand.NewKey()
	if err != nil {
		return err
	}
	if err := writeOnce(out, private, 0o600); err != nil {
		return err
	}
	if err := writeOnce(out+publicSuffix, public, 0o644); err != nil {
		return errors.Join(err, os.Remove(out)) // half a pair is of no use
	}
	_, err = fmt.Fprintf(stdout, "%s is the private key: it signs, so keep it to yourself. %s is the public key: give it to those who verify.\n",
		out, out+publicSuffix)
	return err
}

// writeOnce writes a file that is not there yet. A key that was overwritten could never sign again.
func writeOnce(name string, content []byte, mode os.FileMode) error {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return explain(err, name)
	}
	_, err = f.Write(content)
	if err == nil {
		err = f.Sync()
	}
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return errors.Join(explain(err, name), os.Remove(name))
	}
	return nil
}

// pathAndKey reads the command line of sign and verify.
func pathAndKey(verb string, args []string) (path, key string, err error) {
	flags := flag.NewFlagSet(verb, flag.ContinueOnError)
	flags.StringVar(&key, "key", "", "")
	given, err := operands(flags, args, "PATH")
	switch {
	case err != nil:
		return "", "", err
	case key == "":
		return "", "", errors.New("--key FILE is missing")
	}
	return packAt(given[0]), key, nil
}

func signBrand(args []string, stdout io.Writer) error {
	path, file, err := pathAndKey("sign", args)
	if err != nil {
		return err
	}
	key, err := brand.ReadPrivateKey(file)
	if err != nil {
		return explain(err, file)
	}
	if err := brand.Sign(path, key); err != nil {
		return explain(err, path)
	}
	_, err = fmt.Fprintf(stdout, "%s is signed; whatever is changed from now on, raise package.version and sign it again.\n", visible(path))
	return err
}

func verifyBrand(args []string, stdout io.Writer) error {
	path, file, err := pathAndKey("verify", args)
	if err != nil {
		return err
	}
	key, err := brand.ReadPublicKey(file)
	if err != nil {
		return explain(err, file)
	}
	p, err := brand.Verify(path, key)
	if err != nil {
		return explain(err, path)
	}
	_, err = fmt.Fprintf(stdout, "%s is signed with the private key of %s, and unchanged since. %s\n", visible(path), visible(file), versionOf(p))
	return err
}
