// Signing up: everything up front, step by step, with a code instead of a password (protocol-v1 sections 7.1 to 7.3).
import assert from "node:assert/strict";
import { newClient } from "./browser.mjs";
import { at, refused, signedIn } from "./expect.mjs";
import { apps, password, wrong } from "./tenant.mjs";

const username = "fresh@contoso.example";
const membership = "extension_0123456789abcdef0123456789abcdef_membership";
const profile = { displayName: "Frida Fresh", city: "Graz" };
const member = { displayName: "Frida Fresh", [membership]: "AB1234" };

// begin starts a sign-up that gets as far as the code.
async function begin(tenant, app, inputs) {
  const client = await newClient(tenant, app);
  return at(await client.signUp({ username, ...inputs }), "SignUpCodeRequiredState");
}

// finished signs in with what the end of a sign-up holds, and checks that the account is the new one.
async function finished(tenant, app, result) {
  const done = at(result, "SignUpCompletedState");
  const signIn = await done.signIn();
  at(signIn, "SignInCompletedState");
  const account = await signedIn(tenant, app, signIn, username);
  assert.equal(account.getClaims().name, profile.displayName);
  return account;
}

export const journeys = {
  async "sign-up-everything-up-front"(tenant) {
    const client = await newClient(tenant, apps.password);
    const result = await client.signUp({ username, password, attributes: profile });
    const state = at(result, "SignUpCodeRequiredState");
    assert.equal(state.getCodeLength(), 8);
    assert.equal(state.getCodeResendInterval(), 300);
    const account = await finished(tenant, apps.password, await state.submitCode(await tenant.code(username)));
    assert.deepEqual(await tenant.posts(), [
      "signup/v1.0/start",
      "signup/v1.0/challenge",
      "signup/v1.0/continue",
      "oauth2/v2.0/token",
    ]);
    at(await account.signOut(), "SignOutCompletedState");
    const again = await client.signIn({ username, password });
    at(again, "SignInCompletedState");
    await signedIn(tenant, apps.password, again, username, account.getClaims().oid);
  },

  async "sign-up-step-by-step"(tenant) {
    const code = await begin(tenant, apps.password, {});
    const chosen = at(await code.submitCode(await tenant.code(username)), "SignUpPasswordRequiredState");
    const weak = { error: "invalid_grant", suberror: "password_too_weak" };
    refused(await chosen.submitPassword("onlyletters"), "isInvalidPassword", weak);
    const missing = at(await chosen.submitPassword(password), "SignUpAttributesRequiredState");
    const asked = missing.getRequiredAttributes();
    assert.deepEqual(asked.map(({ name, type, required }) => ({ name, type, required })), [
      { name: "displayName", type: "string", required: true },
    ]);
    await finished(tenant, apps.password, await missing.submitAttributes(profile));
    assert.deepEqual(await tenant.posts(), [
      "signup/v1.0/start",
      "signup/v1.0/challenge",
      "signup/v1.0/continue", // the code; credential_required
      "signup/v1.0/challenge",
      "signup/v1.0/continue", // too weak
      "signup/v1.0/continue", // attributes_required
      "signup/v1.0/continue",
      "oauth2/v2.0/token",
    ]);
  },

  async "sign-up-attributes-asked-for"(tenant) {
    const code = await begin(tenant, apps.password, { password });
    const state = at(await code.submitCode(await tenant.code(username)), "SignUpAttributesRequiredState");
    await finished(tenant, apps.password, await state.submitAttributes(profile));
  },

  async "sign-up-email-code"(tenant) {
    const code = await begin(tenant, apps.otp, { attributes: member });
    await finished(tenant, apps.otp, await code.submitCode(await tenant.code(username)));
  },

  async "sign-up-email-code-attributes-asked-for"(tenant) {
    const code = await begin(tenant, apps.otp, {});
    const state = at(await code.submitCode(await tenant.code(username)), "SignUpAttributesRequiredState");
    const asked = state.getRequiredAttributes();
    assert.deepEqual(asked.map(({ name }) => name).sort(), ["displayName", membership]);
    const { options } = asked.find(({ name }) => name === membership);
    assert.match(member[membership], new RegExp(options.regex));
    const bad = await state.submitAttributes({ ...member, [membership]: "none" });
    const { attributes } = refused(bad, "isAttributesValidationFailed", {
      error: "invalid_grant",
      suberror: "attribute_validation_failed",
    });
    assert.deepEqual(attributes.map(({ name }) => name), [membership]);
    await finished(tenant, apps.otp, await state.submitAttributes(member));
  },

  // MSAL takes a second round of attributes for an error; what is still missing is in it.
  async "sign-up-attributes-in-rounds"(tenant) {
    const code = await begin(tenant, apps.otp, {});
    const state = at(await code.submitCode(await tenant.code(username)), "SignUpAttributesRequiredState");
    const part = await state.submitAttributes({ displayName: member.displayName });
    const { attributes, continuationToken } = refused(part, "isMissingRequiredAttributes", { error: "attributes_required" });
    assert.deepEqual(attributes.map(({ name }) => name), [membership]);
    assert.ok(continuationToken);
  },

  async "sign-up-wrong-code"(tenant) {
    const state = await begin(tenant, apps.password, { password, attributes: profile });
    const code = await tenant.code(username);
    const said = { error: "invalid_grant", suberror: "invalid_oob_value", code: 50181 };
    refused(await state.submitCode(wrong(code)), "isInvalidCode", said);
    await finished(tenant, apps.password, await state.submitCode(code));
  },

  async "sign-up-code-again"(tenant) {
    const first = await begin(tenant, apps.password, { password, attributes: profile });
    const old = await tenant.code(username);
    const state = at(await first.resendCode(), "SignUpCodeRequiredState");
    refused(await state.submitCode(old), "isInvalidCode", { suberror: "invalid_oob_value" });
    await finished(tenant, apps.password, await state.submitCode(await tenant.code(username)));
  },

  async "sign-up-user-exists"(tenant) {
    const client = await newClient(tenant, apps.password);
    const result = await client.signUp({ username: "password@contoso.example", password, attributes: profile });
    refused(result, "isUserAlreadyExists", { error: "user_already_exists", code: 1003037 });
  },

  async "sign-up-refused-up-front"(tenant) {
    const client = await newClient(tenant, apps.otp);
    const bad = await client.signUp({ username, attributes: { ...member, [membership]: "none" } });
    refused(bad, "isAttributesValidationFailed", { suberror: "attribute_validation_failed" });
    refused(await client.signUp({ username: "no address" }), "isInvalidUsername", { code: 90100 });

    const other = await newClient(tenant, apps.password);
    const weak = await other.signUp({ username, password: "Aa1!", attributes: profile });
    refused(weak, "isInvalidPassword", { error: "invalid_grant", suberror: "password_too_short" });
  },

  async "sign-up-browser-required"(tenant) {
    const client = await newClient(tenant, apps.browser);
    refused(await client.signUp({ username, password }), "isRedirectRequired", { error: "redirect" });
    const codeOnly = await newClient(tenant, apps.password, { challengeTypes: ["oob", "redirect"] });
    refused(await codeOnly.signUp({ username, password }), "isRedirectRequired", { error: "redirect" });
  },
};
