// The second factor: a code to a method that the person has (protocol-v1 section 7.6).
import assert from "node:assert/strict";
import { newClient } from "./browser.mjs";
import { at, choose, refused, signedIn } from "./expect.mjs";
import { apps, password, wrong } from "./tenant.mjs";

const both = "both@contoso.example";
const strongEmail = "both@mail.example";
const phone = "+15555550101";

// demanded signs in with a password and returns the state that asks for the second factor.
async function demanded(tenant, username) {
  const client = await newClient(tenant, apps.mfa);
  return at(await client.signIn({ username, password }), "MfaAwaitingState");
}

async function secondFactor(tenant, username, channel, to, length) {
  const awaiting = await demanded(tenant, username);
  const state = at(await awaiting.requestChallenge(choose(awaiting, channel).id), "MfaVerificationRequiredState");
  assert.equal(state.getChannel(), channel);
  assert.equal(state.getCodeLength(), length);
  assert.match(state.getSentTo(), /\*/, "where the code was sent is masked");
  const code = await tenant.code(to, channel);
  refused(await state.submitChallenge(wrong(code)), "isIncorrectChallenge", { suberror: "invalid_oob_value" });
  const result = await state.submitChallenge(code);
  at(result, "MfaCompletedState");
  await signedIn(tenant, apps.mfa, result, username);
}

export const journeys = {
  "second-factor-email": (tenant) => secondFactor(tenant, both, "email", strongEmail, 8),
  "second-factor-sms": (tenant) => secondFactor(tenant, "sms@contoso.example", "sms", phone, 6),

  async "second-factor-other-method"(tenant) {
    const awaiting = await demanded(tenant, both);
    assert.equal(awaiting.getAuthMethods().length, 2);
    const email = at(await awaiting.requestChallenge(choose(awaiting, "email").id), "MfaVerificationRequiredState");
    const sms = at(await email.requestChallenge(choose(awaiting, "sms").id), "MfaVerificationRequiredState");
    assert.equal(sms.getChannel(), "sms");
    const result = await sms.submitChallenge(await tenant.code(phone, "sms"));
    at(result, "MfaCompletedState");
    await signedIn(tenant, apps.mfa, result, both);
  },

  async "second-factor-without-capability"(tenant) {
    const client = await newClient(tenant, apps.mfa, { capabilities: [] });
    refused(await client.signIn({ username: both, password }), "isRedirectRequired", { error: "redirect" });
  },
};
