// Registering a strong method at the first sign-in that demands one (protocol-v1 sections 5 and 7.7).
import assert from "node:assert/strict";
import { newClient } from "./browser.mjs";
import { at, choose, refused, signedIn } from "./expect.mjs";
import { apps, password, wrong } from "./tenant.mjs";

const username = "new@contoso.example";

async function demanded(tenant) {
  const client = await newClient(tenant, apps.mfa);
  const state = at(await client.signIn({ username, password }), "AuthMethodRegistrationRequiredState");
  assert.deepEqual(state.getAuthMethods().map(({ id }) => id).sort(), ["email", "sms"]);
  return { client, state };
}

function challenge(state, authMethodType, verificationContact) {
  return state.challengeAuthMethod({ authMethodType, verificationContact });
}

async function register(tenant, channel, contact, length) {
  const { client, state } = await demanded(tenant);
  const verify = at(await challenge(state, choose(state, channel), contact), "AuthMethodVerificationRequiredState");
  assert.equal(verify.getChannel(), channel);
  assert.equal(verify.getCodeLength(), length);
  assert.equal(verify.getSentTo(), contact);
  const code = await tenant.code(contact, channel);
  refused(await verify.submitChallenge(wrong(code)), "isIncorrectChallenge", { suberror: "invalid_oob_value" });
  const result = await verify.submitChallenge(code);
  at(result, "AuthMethodRegistrationCompletedState");
  const account = await signedIn(tenant, apps.mfa, result, username);

  // From now on the method is asked for.
  at(await account.signOut(), "SignOutCompletedState");
  const awaiting = at(await client.signIn({ username, password }), "MfaAwaitingState");
  assert.deepEqual(awaiting.getAuthMethods().map((method) => method.challenge_channel), [channel]);
  const second = at(await awaiting.requestChallenge(choose(awaiting, channel).id), "MfaVerificationRequiredState");
  const again = await second.submitChallenge(await tenant.code(contact, channel));
  at(again, "MfaCompletedState");
  await signedIn(tenant, apps.mfa, again, username);
}

export const journeys = {
  "registration-email": (tenant) => register(tenant, "email", "new@mail.example", 8),
  "registration-sms": (tenant) => register(tenant, "sms", "+15555550123", 6),

  async "registration-other-contact"(tenant) {
    const { state } = await demanded(tenant);
    const sms = choose(state, "sms");
    const malformed = { error: "invalid_request", code: 901001 };
    refused(await challenge(state, sms, "+123"), "isInvalidInput", malformed);
    const first = at(await challenge(state, sms, "+15555550123"), "AuthMethodVerificationRequiredState");
    const email = choose(state, "email");
    const second = at(await challenge(first, email, "new@mail.example"), "AuthMethodVerificationRequiredState");
    const result = await second.submitChallenge(await tenant.code("new@mail.example"));
    at(result, "AuthMethodRegistrationCompletedState");
    await signedIn(tenant, apps.mfa, result, username);
  },

  // The address that the sign-up has just verified needs no second code.
  async "registration-preverified"(tenant) {
    const fresh = "fresh@contoso.example";
    const client = await newClient(tenant, apps.mfa);
    const started = await client.signUp({ username: fresh, password, attributes: { displayName: "Frida Fresh" } });
    const code = at(started, "SignUpCodeRequiredState");
    const done = at(await code.submitCode(await tenant.code(fresh)), "SignUpCompletedState");
    const state = at(await done.signIn(), "AuthMethodRegistrationRequiredState");
    const result = await challenge(state, choose(state, "email"), fresh);
    at(result, "AuthMethodRegistrationCompletedState");
    assert.equal((await tenant.messages(fresh)).length, 1);
    await signedIn(tenant, apps.mfa, result, fresh);
  },

  async "registration-without-capability"(tenant) {
    const client = await newClient(tenant, apps.mfa, { capabilities: ["mfa_required"] });
    refused(await client.signIn({ username, password }), "isRedirectRequired", { error: "redirect" });
  },
};
