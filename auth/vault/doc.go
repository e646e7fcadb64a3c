// Package vault is where secrets rest between two runs of the application. It knows nothing of sign-in: it keeps
// opaque bytes under opaque names, plus one small list that holds no secret.
//
// # The story
//
// A secret rests in the operating system's keychain, one item each: Secret Service on Linux and the BSDs, the
// Credential Manager on Windows, the login keychain on macOS. All three replace an item in one step, so there is
// no moment in which the old secret is gone and the new one not yet there.
//
// Two of the three limit the size of an item. A secret over the limit uses the overflow tier: the item holds a random
// 32-byte key, and the secret lies sealed with it (AES-256-GCM) in a file next to the account list. Callers do
// not notice. Without the keychain the file is noise, and deleting the small item destroys the secret.
//
// A machine without a keychain is told apart, in the state [Absent]; its caller keeps the secret for as long as the
// process lasts, and tells the person. [Memory] is for programs and tests that want no keychain at all. There is no
// third way. No secret is ever written to a plain file, and no setting makes it so.
//
// # Keychains stall and refuse
//
// A keychain may be locked, may ask a person who is not there, or may never answer; its client library has
// neither a deadline nor a cancel. So every call goes through one worker. A call that does not come back costs
// its caller the deadline and the process one goroutine; calls after it fail at once, in the state [Hung], until it returns.
// On Linux the bus and the service are looked at first, because the client library would otherwise start a message bus
// of its own.
//
// A context without a deadline means that nobody is waiting: the call may take Config.Deadline, and a
// locked keychain is reported as [Locked] without asking anyone to unlock it. A context with a longer deadline means
// that a person is there: the keychain may ask, and the call waits for the answer that long.
//
// An unreachable keychain is never taken for an empty one, and nothing is deleted because of an error. A Delete
// that fails, or that is asked for when there is no time left, is owed: it is written down beside the account list and
// made good at the first call that reaches the keychain, so that a write which completes after its caller gave up does
// not bring a deleted secret back. Whoever stores a new secret under the name strikes it out, for every process: what
// counts is the note on the disk at the moment it would be carried out.
//
// # Two processes
//
// Keychains have no locks. [Keychain.Lock] excludes goroutines and other processes by a kernel lock on a file that is
// never deleted; a process that dies lets go of it. Whoever reads a secret in order to write it again holds the lock
// for both. One window stays open: a write that hangs, is given up and completes after the lock was released may replace
// what another process wrote in the meantime, because no keychain can compare and swap.
//
// # What it does not defend against
//
// Another program of the same user may ask the same keychain. This package protects what is at rest: files, backups,
// other users, a lost disk.
package vault
