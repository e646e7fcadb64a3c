// What does not depend on the person: time that passes, methods that are blocked, limits, sessions that end (protocol-v1
// sections 4.6, 9 and 12).
import assert from "node:assert/strict";
import { newClient } from "./browser.mjs";
import { accessToken, at, choose, refused, signedIn } from "./expect.mjs";
import { apps, password } from "./tenant.mjs";

const username = "password@contoso.example";
const withCode = "otp@contoso.example";
const blocked = { error: "access_denied", suberror: "provider_blocked_by_rep", code: 550024 };

export const journeys = {
  async "flow-expired"(tenant) {
    const client = await newClient(tenant, apps.password);
    const signIn = at(await client.signIn({ username }), "SignInPasswordRequiredState");
    const signUp = at(await client.signUp({ username: "fresh@contoso.example" }), "SignUpCodeRequiredState");
    const reset = at(await client.resetPassword({ username }), "ResetPasswordCodeRequiredState");
    const code = await tenant.code(username);
    await tenant.order("clock", { advance: "11m" });
    refused(await signIn.submitPassword(password), "isTokenExpired", { error: "expired_token" });
    refused(await signUp.submitCode(await tenant.code("fresh@contoso.example")), "isTokenExpired", { error: "expired_token" });
    refused(await reset.submitCode(code), "isTokenExpired", { error: "expired_token" });
  },

  async "second-factor-blocked"(tenant) {
    const client = await newClient(tenant, apps.mfa);
    const both = "both@contoso.example";
    const awaiting = at(await client.signIn({ username: both, password }), "MfaAwaitingState");
    await tenant.order("weather", { kind: "method_blocked", times: 1 });
    refused(await awaiting.requestChallenge(choose(awaiting, "sms").id), "isVerificationContactBlocked", blocked);
    const state = at(await awaiting.requestChallenge(choose(awaiting, "email").id), "MfaVerificationRequiredState");
    const result = await state.submitChallenge(await tenant.code("both@mail.example"));
    at(result, "MfaCompletedState");
    await signedIn(tenant, apps.mfa, result, both);
  },

  async "registration-blocked"(tenant) {
    const client = await newClient(tenant, apps.mfa);
    const who = "new@contoso.example";
    const state = at(await client.signIn({ username: who, password }), "AuthMethodRegistrationRequiredState");
    const sms = { authMethodType: choose(state, "sms"), verificationContact: "+15555550123" };
    await tenant.order("weather", { kind: "method_blocked", times: 1 });
    refused(await state.challengeAuthMethod(sms), "isVerificationContactBlocked", blocked);
    await tenant.order("weather", { kind: "region_blocked", times: 1 });
    const region = { error: "access_denied", suberror: "provider_blocked_by_admin" };
    refused(await state.challengeAuthMethod(sms), undefined, region); // MSAL has no question for it
    const verify = at(await state.challengeAuthMethod(sms), "AuthMethodVerificationRequiredState");
    const result = await verify.submitChallenge(await tenant.code("+15555550123", "sms"));
    at(result, "AuthMethodRegistrationCompletedState");
    await signedIn(tenant, apps.mfa, result, who);
  },

  // The code that is there already stays good when no further one is sent.
  async "too-many-codes"(tenant) {
    const client = await newClient(tenant, apps.otp);
    let state = at(await client.signIn({ username: withCode }), "SignInCodeRequiredState");
    let again = await state.resendCode();
    for (let sent = 2; !again.isFailed() && sent <= 20; sent++) {
      state = at(again, "SignInCodeRequiredState");
      again = await state.resendCode();
    }
    refused(again, undefined, { code: 701014 });
    const result = await state.submitCode(await tenant.code(withCode));
    at(result, "SignInCompletedState");
    await signedIn(tenant, apps.otp, result, withCode);
  },

  async "account-locked"(tenant) {
    const client = await newClient(tenant, apps.password);
    const state = at(await client.signIn({ username }), "SignInPasswordRequiredState");
    for (let n = 1; n <= 9; n++) {
      refused(await state.submitPassword(`Wrong-Horse-${n}`), "isInvalidPassword", { code: 50126 });
    }
    await state.submitPassword("Wrong-Horse-10");
    refused(await state.submitPassword(password), undefined, { error: "invalid_grant", code: 50053 });
    await tenant.order("clock", { advance: "61s" });
    const result = await state.submitPassword(password);
    at(result, "SignInCompletedState");
    await signedIn(tenant, apps.password, result, username);
  },

  async "reset-pending-then-failed"(tenant) {
    const client = await newClient(tenant, apps.password);
    const code = at(await client.resetPassword({ username }), "ResetPasswordCodeRequiredState");
    const state = at(await code.submitCode(await tenant.code(username)), "ResetPasswordPasswordRequiredState");
    await tenant.order("weather", { kind: "reset_pending", times: 1 });
    at(await state.submitNewPassword("Battery-Staple-2"), "ResetPasswordCompletedState"); // asked twice, 2 s apart
    const polls = (await tenant.posts()).filter((path) => path === "resetpassword/v1.0/poll_completion");
    assert.ok(polls.length >= 2, `MSAL asked ${polls.length} times for the end`);

    const again = at(await client.resetPassword({ username }), "ResetPasswordCodeRequiredState");
    const other = at(await again.submitCode(await tenant.code(username)), "ResetPasswordPasswordRequiredState");
    await tenant.order("weather", { kind: "reset_failed" });
    const said = { error: "password_change_failed" };
    refused(await other.submitNewPassword("Battery-Staple-3"), "isPasswordResetFailed", said);
  },

  async "refresh-revoked"(tenant) {
    const client = await newClient(tenant, apps.password);
    const result = await client.signIn({ username, password });
    const account = await signedIn(tenant, apps.password, result, username);
    await accessToken(tenant, account, true);
    await tenant.order("revoke", { user: username });
    refused(await account.getAccessToken({ forceRefresh: true }), undefined, { error: "invalid_grant", suberror: "bad_token" });
  },
};
