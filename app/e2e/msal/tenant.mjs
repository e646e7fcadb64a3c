// The emulated tenant: its apps, its people, the messages it sent, and the keys that its tokens are checked with.
import assert from "node:assert/strict";
import { createPublicKey, verify } from "node:crypto";

export const tenantId = "11111111-aaaa-4bbb-8ccc-222222222222";

// apps are the client IDs of the built-in tenant.
export const apps = {
  password: "00000000-0000-4000-8000-000000000001",
  otp: "00000000-0000-4000-8000-000000000002",
  mfa: "00000000-0000-4000-8000-000000000003",
  browser: "00000000-0000-4000-8000-000000000004",
};

export const password = "Correct-Horse-1";

// oid is the object ID of a person of the built-in tenant; undefined for one who signed up.
const oids = ["password", "otp", "both", "sms", "new", "expired", "disabled", "federated"];
export function oid(username) {
  const n = oids.indexOf(username.split("@")[0]) + 1;
  return n === 0 ? undefined : `22222222-0000-4000-8000-${String(n).padStart(12, "0")}`;
}

export class Tenant {
  constructor(authority) {
    this.authority = authority; // http://127.0.0.1:PORT/contoso.onmicrosoft.com
    this.origin = new URL(authority).origin;
  }

  async ask(path, init) {
    const response = await fetch(this.origin + path, init);
    assert.ok(response.ok, `${path} answers ${response.status}`);
    return response.status === 204 ? undefined : response.json();
  }

  // reset puts people, messages and counters back to the first state.
  reset() {
    return this.ask("/_emulator/reset", { method: "POST" });
  }

  // order tells the tenant what no real one can be told: its weather, its clock, whose sessions end.
  order(what, order) {
    const headers = { "Content-Type": "application/json" };
    return this.ask(`/_emulator/${what}`, { method: "POST", headers, body: JSON.stringify(order) });
  }

  // messages are all that were sent to an address or a number, oldest first.
  messages(to) {
    return this.ask(`/_emulator/messages?to=${encodeURIComponent(to)}`);
  }

  // code is the one in the newest message; the tenant sends it before it answers.
  async code(to, channel = "email") {
    const last = (await this.messages(to)).at(-1);
    assert.ok(last, `nothing was sent to ${to}`);
    assert.equal(last.channel, channel, `the channel of the code for ${to}`);
    return last.code;
  }

  // posts are the native endpoints that were asked so far, without the name of the tenant.
  async posts() {
    const all = await this.ask("/_emulator/requests");
    return all.filter((one) => one.method === "POST").map((one) => one.path.split("/").slice(2).join("/"));
  }

  // claims checks the signature of a JSON Web Token against the published keys (RFC 7515) and returns its claims.
  async claims(token) {
    const [header, payload, signature] = token.split(".");
    const { alg, kid } = decode(header);
    assert.equal(alg, "RS256");
    const { keys } = await this.ask(`/${tenantId}/discovery/v2.0/keys`);
    const jwk = keys.find((key) => key.kid === kid);
    assert.ok(jwk, `the key ${kid} is not published`);
    const key = createPublicKey({ key: jwk, format: "jwk" });
    const good = verify("sha256", Buffer.from(`${header}.${payload}`), key, Buffer.from(signature, "base64url"));
    assert.ok(good, "the signature of the token does not fit");
    return decode(payload);
  }
}

function decode(part) {
  return JSON.parse(Buffer.from(part, "base64url").toString("utf8"));
}

// wrong is a code of the same length that differs from the right one.
export function wrong(code) {
  return code.replace(/.$/, (digit) => String((Number(digit) + 1) % 10));
}
