// What the journeys expect of MSAL's results.
import assert from "node:assert/strict";
import { oid, tenantId } from "./tenant.mjs";

// at checks the state that a result is in, by the name of its class, and returns the state.
export function at(result, state) {
  assert.equal(result.state.constructor.name, state, `the result is in another state${why(result.error)}`);
  assert.equal(result.state.stateType, state);
  return result.state;
}

// refused checks that a result failed, that MSAL understands why (where it has a question for it), and what the tenant said.
export function refused(result, question, { error, suberror, code } = {}) {
  assert.ok(result.isFailed(), `the result is ${result.state.constructor.name}, not a failure`);
  assert.ok(result.error, "a failure without an error");
  if (question !== undefined) {
    assert.equal(typeof result.error[question], "function", `${result.error.constructor.name} has no ${question}`);
    assert.equal(result.error[question](), true, `${question}() does not hold${why(result.error)}`);
  }
  const { errorData } = result.error;
  if (error !== undefined) assert.equal(errorData.error, error);
  if (suberror !== undefined) assert.equal(errorData.subError, suberror);
  if (code !== undefined) assert.deepEqual(errorData.errorCodes, [code]);
  return errorData;
}

// choose finds the method of a channel.
export function choose(state, channel) {
  const method = state.getAuthMethods().find((one) => one.challenge_channel === channel);
  assert.ok(method, `no method by ${channel} among ${JSON.stringify(state.getAuthMethods())}`);
  assert.equal(method.challenge_type, "oob");
  return method;
}

// signedIn checks the account and the tokens that a completed result holds, and returns the account.
export async function signedIn(tenant, app, result, username, id = oid(username)) {
  const account = result.data;
  assert.ok(account, `no account in ${result.state.constructor.name}${why(result.error)}`);
  const claims = account.getClaims();
  assert.equal(claims.preferred_username, username);
  if (id) assert.equal(claims.oid, id);
  const info = account.getAccount();
  assert.equal(info.username, username);
  assert.equal(info.tenantId, tenantId);
  assert.equal(info.homeAccountId, `${claims.oid}.${tenantId}`);

  const checked = await tenant.claims(account.getIdToken());
  assert.equal(checked.aud, app);
  assert.equal(checked.oid, claims.oid);
  assert.equal(checked.preferred_username, username);

  const before = await tenant.posts();
  const { claims: access } = await accessToken(tenant, account, false);
  assert.equal(access.oid, claims.oid);
  assert.equal(access.azp, app);
  assert.deepEqual(await tenant.posts(), before, "a fresh access token was asked for again");
  return account;
}

// accessToken gets an access token, from the cache or from the tenant, and checks it.
export async function accessToken(tenant, account, forceRefresh) {
  const result = await account.getAccessToken({ forceRefresh });
  at(result, "GetAccessTokenCompletedState");
  assert.deepEqual([...result.data.scopes].sort(), ["openid", "profile"]);
  return { token: result.data.accessToken, claims: await tenant.claims(result.data.accessToken) };
}

function why(error) {
  if (!error) return "";
  const { error: code, subError, errorCodes, errorDescription } = error.errorData ?? {};
  return `: ${[code, subError, errorCodes, errorDescription].filter(Boolean).join(" ") || String(error)}`;
}
