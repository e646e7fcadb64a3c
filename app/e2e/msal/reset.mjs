// Resetting a password, and signing in with what its end holds (protocol-v1 section 7.8).
import assert from "node:assert/strict";
import { newClient } from "./browser.mjs";
import { at, refused, signedIn } from "./expect.mjs";
import { apps, password, wrong } from "./tenant.mjs";

const username = "password@contoso.example";
const next = "Battery-Staple-2";

// reach resets a password up to the question for a new one.
async function reach(tenant, client, who, to = who) {
  const state = at(await client.resetPassword({ username: who }), "ResetPasswordCodeRequiredState");
  return at(await state.submitCode(await tenant.code(to)), "ResetPasswordPasswordRequiredState");
}

// finish sets the new password and signs in without being asked for it.
async function finish(tenant, state) {
  const done = at(await state.submitNewPassword(next), "ResetPasswordCompletedState");
  return done.signIn();
}

export const journeys = {
  async "reset-password"(tenant) {
    const client = await newClient(tenant, apps.password);
    const state = await reach(tenant, client, username);
    const result = await finish(tenant, state);
    at(result, "SignInCompletedState");
    const account = await signedIn(tenant, apps.password, result, username);
    const posts = await tenant.posts();
    const polls = posts.filter((path) => path.endsWith("/poll_completion"));
    assert.ok(polls.length > 0, "the end of the reset was not asked for");
    assert.deepEqual(posts.filter((path) => !polls.includes(path)), [
      "resetpassword/v1.0/start",
      "resetpassword/v1.0/challenge",
      "resetpassword/v1.0/continue",
      "resetpassword/v1.0/submit",
      "oauth2/v2.0/token",
    ]);
    at(await account.signOut(), "SignOutCompletedState");
    refused(await client.signIn({ username, password }), "isPasswordIncorrect", { code: 50126 });
    const again = await client.signIn({ username, password: next });
    at(again, "SignInCompletedState");
    await signedIn(tenant, apps.password, again, username);
  },

  async "reset-wrong-code"(tenant) {
    const client = await newClient(tenant, apps.password);
    const state = at(await client.resetPassword({ username }), "ResetPasswordCodeRequiredState");
    assert.equal(state.getCodeLength(), 8);
    const code = await tenant.code(username);
    const said = { error: "invalid_grant", suberror: "invalid_oob_value", code: 50181 };
    refused(await state.submitCode(wrong(code)), "isInvalidCode", said);
    const result = await finish(tenant, at(await state.submitCode(code), "ResetPasswordPasswordRequiredState"));
    at(result, "SignInCompletedState");
    await signedIn(tenant, apps.password, result, username);
  },

  async "reset-code-again"(tenant) {
    const client = await newClient(tenant, apps.password);
    const first = at(await client.resetPassword({ username }), "ResetPasswordCodeRequiredState");
    const old = await tenant.code(username);
    const state = at(await first.resendCode(), "ResetPasswordCodeRequiredState");
    refused(await state.submitCode(old), "isInvalidCode", { suberror: "invalid_oob_value" });
    at(await state.submitCode(await tenant.code(username)), "ResetPasswordPasswordRequiredState");
  },

  async "reset-weak-password"(tenant) {
    const client = await newClient(tenant, apps.password);
    const state = await reach(tenant, client, username);
    for (const [refusedPassword, suberror] of [
      ["onlyletters", "password_too_weak"],
      ["Aa1!", "password_too_short"],
      ["Aa1!".repeat(65), "password_too_long"],
      ["Pässwort-1", "password_is_invalid"],
      [password, "password_recently_used"],
    ]) {
      const said = { error: "invalid_grant", suberror };
      refused(await state.submitNewPassword(refusedPassword), "isInvalidPassword", said);
    }
    const result = await finish(tenant, state);
    at(result, "SignInCompletedState");
    await signedIn(tenant, apps.password, result, username);
  },

  async "reset-must-change"(tenant) {
    const expired = "expired@contoso.example";
    const client = await newClient(tenant, apps.password);
    refused(await client.signIn({ username: expired, password }), "isPasswordResetRequired", { code: 50142 });
    const result = await finish(tenant, await reach(tenant, client, expired));
    at(result, "SignInCompletedState");
    await signedIn(tenant, apps.password, result, expired);
  },

  async "reset-second-factor"(tenant) {
    const both = "both@contoso.example";
    const strong = "both@mail.example"; // a strong email takes the code in place of the account's own
    const client = await newClient(tenant, apps.mfa);
    const awaiting = at(await finish(tenant, await reach(tenant, client, both, strong)), "MfaAwaitingState");
    const method = awaiting.getAuthMethods().find((one) => one.challenge_channel === "email");
    const state = at(await awaiting.requestChallenge(method.id), "MfaVerificationRequiredState");
    const result = await state.submitChallenge(await tenant.code(strong));
    at(result, "MfaCompletedState");
    await signedIn(tenant, apps.mfa, result, both);
  },

  // MSAL has no question for an account without a password; what it says is the tenant's own.
  async "reset-without-password"(tenant) {
    const client = await newClient(tenant, apps.otp);
    const result = await client.resetPassword({ username: "otp@contoso.example" });
    refused(result, undefined, { error: "invalid_request", code: 500222 });
  },

  async "reset-refused"(tenant) {
    const client = await newClient(tenant, apps.password);
    const unknown = await client.resetPassword({ username: "nobody@contoso.example" });
    refused(unknown, "isUserNotFound", { error: "user_not_found", code: 50034 });
    refused(await client.resetPassword({ username: "no address" }), "isInvalidUsername", { code: 90100 });
    const passwordOnly = await newClient(tenant, apps.password, { challengeTypes: ["password", "redirect"] });
    refused(await passwordOnly.resetPassword({ username }), "isRedirectRequired", { error: "redirect" });
  },
};
