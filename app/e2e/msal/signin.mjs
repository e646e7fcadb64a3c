// Signing in: a password, a code by email, and what goes wrong on the way (protocol-v1 sections 7.4 and 7.5).
import assert from "node:assert/strict";
import { newClient } from "./browser.mjs";
import { accessToken, at, refused, signedIn } from "./expect.mjs";
import { apps, password, wrong } from "./tenant.mjs";

const withPassword = "password@contoso.example";
const withCode = "otp@contoso.example";

export const journeys = {
  async "sign-in-password"(tenant) {
    const client = await newClient(tenant, apps.password);
    const result = await client.signIn({ username: withPassword, password });
    at(result, "SignInCompletedState");
    await signedIn(tenant, apps.password, result, withPassword);
    assert.deepEqual(await tenant.posts(), ["oauth2/v2.0/initiate", "oauth2/v2.0/challenge", "oauth2/v2.0/token"]);
    assert.equal(client.getCurrentAccount().data.getAccount().username, withPassword);
  },

  async "sign-in-password-asked-for"(tenant) {
    const client = await newClient(tenant, apps.password);
    const state = at(await client.signIn({ username: withPassword }), "SignInPasswordRequiredState");
    const result = await state.submitPassword(password);
    at(result, "SignInCompletedState");
    await signedIn(tenant, apps.password, result, withPassword);
  },

  async "sign-in-wrong-password"(tenant) {
    const client = await newClient(tenant, apps.password);
    const state = at(await client.signIn({ username: withPassword }), "SignInPasswordRequiredState");
    refused(await state.submitPassword("Wrong-Horse-1"), "isInvalidPassword", { error: "invalid_grant", code: 50126 });
    const result = await state.submitPassword(password);
    at(result, "SignInCompletedState");
    await signedIn(tenant, apps.password, result, withPassword);
  },

  async "sign-in-email-code"(tenant) {
    const client = await newClient(tenant, apps.otp);
    const state = at(await client.signIn({ username: withCode }), "SignInCodeRequiredState");
    assert.equal(state.getCodeLength(), 8);
    const result = await state.submitCode(await tenant.code(withCode));
    at(result, "SignInCompletedState");
    await signedIn(tenant, apps.otp, result, withCode);
  },

  async "sign-in-wrong-code"(tenant) {
    const client = await newClient(tenant, apps.otp);
    const state = at(await client.signIn({ username: withCode }), "SignInCodeRequiredState");
    const code = await tenant.code(withCode);
    const said = { error: "invalid_grant", suberror: "invalid_oob_value", code: 50181 };
    refused(await state.submitCode(wrong(code)), "isInvalidCode", said);
    const result = await state.submitCode(code);
    at(result, "SignInCompletedState");
    await signedIn(tenant, apps.otp, result, withCode);
  },

  async "sign-in-code-again"(tenant) {
    const client = await newClient(tenant, apps.otp);
    const first = at(await client.signIn({ username: withCode }), "SignInCodeRequiredState");
    const old = await tenant.code(withCode);
    const again = at(await first.resendCode(), "SignInCodeRequiredState");
    assert.equal((await tenant.messages(withCode)).length, 2);
    refused(await again.submitCode(old), "isInvalidCode", { suberror: "invalid_oob_value" });
    const result = await again.submitCode(await tenant.code(withCode));
    at(result, "SignInCompletedState");
    await signedIn(tenant, apps.otp, result, withCode);
  },

  async "sign-in-unknown-user"(tenant) {
    const client = await newClient(tenant, apps.password);
    const result = await client.signIn({ username: "nobody@contoso.example" });
    refused(result, "isUserNotFound", { error: "user_not_found", code: 50034 });
  },

  async "sign-in-malformed-username"(tenant) {
    const client = await newClient(tenant, apps.password);
    refused(await client.signIn({ username: "no address" }), "isInvalidUsername", { code: 90100 });
  },

  async "sign-in-password-must-change"(tenant) {
    const client = await newClient(tenant, apps.password);
    const result = await client.signIn({ username: "expired@contoso.example", password });
    refused(result, "isPasswordResetRequired", { error: "invalid_request", code: 50142 });
  },

  async "sign-in-browser-required"(tenant) {
    const client = await newClient(tenant, apps.browser);
    refused(await client.signIn({ username: withPassword, password }), "isRedirectRequired", { error: "redirect" });
    const passwordOnly = await newClient(tenant, apps.otp, { challengeTypes: ["password", "redirect"] });
    refused(await passwordOnly.signIn({ username: withCode }), "isRedirectRequired", { error: "redirect" });
  },

  async refresh(tenant) {
    const client = await newClient(tenant, apps.password);
    const result = await client.signIn({ username: withPassword, password });
    const account = await signedIn(tenant, apps.password, result, withPassword);
    const first = await accessToken(tenant, account, false);
    for (const turn of ["first", "second"]) { // the second uses the refresh token that the first got
      const next = await accessToken(tenant, account, true);
      assert.notEqual(next.token, first.token, `the ${turn} refresh brought no new token`);
      assert.equal(next.claims.oid, first.claims.oid);
      assert.equal((await accessToken(tenant, account, false)).token, next.token, "the new token was not kept");
    }
  },

  async "sign-out"(tenant) {
    const client = await newClient(tenant, apps.password);
    const result = await client.signIn({ username: withPassword, password });
    const account = await signedIn(tenant, apps.password, result, withPassword);
    const before = await tenant.posts();
    at(await account.signOut(), "SignOutCompletedState");
    refused(client.getCurrentAccount(), "isCurrentAccountNotFound");
    refused(await account.getAccessToken({ forceRefresh: true }), "isCurrentAccountNotFound");
    assert.deepEqual(await tenant.posts(), before, "signing out asked the tenant");
    const again = await client.signIn({ username: withPassword, password });
    at(again, "SignInCompletedState");
    await signedIn(tenant, apps.password, again, withPassword);
  },
};
