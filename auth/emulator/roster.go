package emulator

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// roster is the file of the people who signed up, or changed what the Directory says of them. Processes that use one
// folder share it. The caller holds Tenant.mu.
type roster struct {
	path string // empty: in memory
	lock *folderLock
	seen fs.FileInfo // of the file as last read; it is replaced as a whole, so that a new one is another file
}

// record is what is kept of a person. Of passwords there are hashes alone.
type record struct {
	Tenant     string            `json:"tenant"` // GUID
	ObjectID   string            `json:"object_id"`
	SignedUp   bool              `json:"signed_up,omitempty"` // is not in the Directory
	Username   string            `json:"username"`
	Name       string            `json:"name"`
	About      string            `json:"about"`
	Account    account           `json:"account"`
	Password   *hash             `json:"password,omitempty"`
	History    []hash            `json:"history,omitempty"`
	MustChange bool              `json:"must_change_password,omitempty"`
	Attributes map[string]string `json:"attributes,omitempty"`
	Methods    []StrongMethod    `json:"strong_methods,omitempty"`
}

// hash is a secret in the file.
type hash struct {
	Salt []byte `json:"salt"`
	Cost int    `json:"pbkdf2_iterations"`
	Sum  []byte `json:"sha256"`
}

type rosterFile struct {
	Version int      `json:"version"`
	People  []record `json:"people"`
}

// maxRecords bounds the file: the oldest of the records go first.
const maxRecords = 10_000

func (s secret) kept() hash   { return hash{s.salt, s.cost, s.sum} }
func (h hash) secret() secret { return secret{h.Salt, h.Cost, h.Sum} }

// sound reports whether a record can be a person; a file that was changed by hand may hold anything.
func (r *record) sound() bool {
	for _, h := range r.History {
		if h.Cost < 1 {
			return false
		}
	}
	return isGUID(r.ObjectID) && isAddress(r.Username) && r.Account >= withPassword && r.Account <= federated &&
		(r.Password == nil || r.Password.Cost >= 1)
}

func (t *Tenant) record(p *person) record {
	r := record{
		Tenant: t.dir.ID, ObjectID: p.oid, SignedUp: p.signedUp, Username: p.email, Name: p.name, About: p.about, Account: p.account,
		MustChange: p.mustChange, Attributes: p.attributes, Methods: p.entry().StrongMethods,
	}
	if p.password.sum != nil {
		h := p.password.kept()
		r.Password = &h
	}
	for _, old := range p.history {
		r.History = append(r.History, old.kept())
	}
	return r
}

// amend brings a person to what a record says.
func (p *person) amend(r *record) {
	p.name, p.about, p.account, p.mustChange = r.Name, r.About, r.Account, r.MustChange
	p.password, p.history, p.methods = secret{}, nil, nil
	if r.Password != nil {
		p.password = r.Password.secret()
	}
	for _, h := range r.History {
		p.history = append(p.history, h.secret())
	}
	p.attributes = r.Attributes
	if p.attributes == nil {
		p.attributes = map[string]string{}
	}
	for _, m := range r.Methods {
		p.methods = append(p.methods, newMethod(p.oid, m.Channel, m.Target))
	}
}

// readRoster reads the file and brings the people to what it says.
func (t *Tenant) readRoster() error {
	var file rosterFile
	info, _ := os.Stat(t.roster.path) // before the content: what is written in between is read again
	found, err := readJSON(t.roster.path, &file)
	switch {
	case err != nil:
		return err
	case found && file.Version != 1:
		return fmt.Errorf("%s has version %d, this program knows version 1", t.roster.path, file.Version)
	case !found && t.roster.seen != nil: // nobody forgets people by removing the file
		for _, p := range t.people {
			p.unsaved = true
		}
		return nil
	}
	t.roster.seen = info
	t.apply(file.People)
	return nil
}

// apply makes the people those of the Directory, changed as the records say. Persons stay the same ones, because flows
// hold on to them, and keep their lockout. What is not saved yet stays too.
func (t *Tenant) apply(records []record) {
	want := map[string]*person{}
	for i := range t.dir.Users {
		p := t.person(&t.dir.Users[i])
		want[strings.ToLower(p.email)] = p
	}
	for i := range records {
		r := &records[i]
		if !r.sound() || !strings.EqualFold(r.Tenant, t.dir.ID) {
			continue
		}
		name := strings.ToLower(r.Username)
		p := want[name]
		switch {
		case p == nil && r.SignedUp:
			p = &person{oid: r.ObjectID, email: r.Username, signedUp: true}
			want[name] = p
		case p == nil || p.oid != r.ObjectID:
			continue // no longer in the Directory, or somebody else there has the address
		}
		p.amend(r)
	}
	for name, p := range t.people {
		fresh := want[name]
		switch {
		case p.unsaved:
			want[name] = p
		case fresh != nil && fresh.oid == p.oid:
			if slices.Equal(fresh.password.sum, p.password.sum) { // else a reset elsewhere ended the lockout
				fresh.wrong, fresh.recent, fresh.locks, fresh.lockedUntil = p.wrong, p.recent, p.locks, p.lockedUntil
			}
			*p = *fresh
			want[name] = p
		}
	}
	t.people = want
}

// recall brings in what other processes changed, if they did.
func (t *Tenant) recall() {
	if t.roster.path == "" {
		return
	}
	info, err := os.Stat(t.roster.path)
	if err != nil || t.roster.seen != nil && os.SameFile(info, t.roster.seen) && info.ModTime().Equal(t.roster.seen.ModTime()) {
		return
	}
	t.keep(t.readRoster())
}

// changePeople runs f while no other process can change the people: f sees what all of them did. The persons that f marks
// as unsaved are written. If that fails, they are good until the program ends, or until a later change can save them.
func (t *Tenant) changePeople(f func()) {
	if t.roster.path == "" {
		f()
		return
	}
	release, err := t.roster.lock.take()
	if err == nil {
		defer release()
		err = t.readRoster()
	}
	f()
	if err == nil {
		err = t.saveRoster()
	}
	t.keep(err)
}

// saveRoster writes the file with the unsaved persons in it. The caller holds the folder's lock.
func (t *Tenant) saveRoster() error {
	file := rosterFile{Version: 1}
	if _, err := readJSON(t.roster.path, &file); err != nil {
		return err
	}
	var saved []*person
	for _, p := range t.people {
		if p.unsaved {
			file.People = slices.DeleteFunc(file.People, func(r record) bool { return r.ObjectID == p.oid && r.Tenant == t.dir.ID })
			file.People = append(file.People, t.record(p))
			saved = append(saved, p)
		}
	}
	if len(saved) == 0 {
		return nil
	}
	if extra := len(file.People) - maxRecords; extra > 0 {
		file.People = slices.Delete(file.People, 0, extra)
	}
	if err := t.writeRoster(file); err != nil {
		return err
	}
	for _, p := range saved {
		p.unsaved = false
	}
	return nil
}

func (t *Tenant) writeRoster(file rosterFile) error {
	if err := writeFile(t.roster.path, file); err != nil {
		return err
	}
	info, err := os.Stat(t.roster.path)
	t.roster.seen = info
	return err
}

// openRoster reads the people of a folder, of which the caller holds the lock.
func (t *Tenant) openRoster(lock *folderLock) error {
	t.roster = roster{path: filepath.Join(lock.folder, "people.json"), lock: &folderLock{folder: lock.folder}}
	return t.readRoster()
}

// forgetPeople drops what is kept of the people of this tenant, in all processes.
func (t *Tenant) forgetPeople() error {
	if t.roster.path == "" {
		return nil
	}
	release, err := t.roster.lock.take()
	if err != nil {
		return err
	}
	defer release()
	var file rosterFile
	found, err := readJSON(t.roster.path, &file)
	if err != nil || !found {
		return err
	}
	file.Version = 1
	file.People = slices.DeleteFunc(file.People, func(r record) bool { return r.Tenant == t.dir.ID })
	return t.writeRoster(file)
}
