// What MSAL needs of a browser: jsdom has the window, its storage and its location, Node the cryptography and fetch.
import { JSDOM } from "jsdom";
import { CustomAuthPublicClientApplication } from "@azure/msal-browser/custom-auth";

// The page that the sign-in is part of.
const page = "https://app.contoso.example/";

const borrowed = ["window", "document", "location", "history", "localStorage", "sessionStorage", "self"];
const nodeFetch = globalThis.fetch;

// openPage makes a new window with empty storage the global one. Every request to anything but the tenant fails, so that
// what passes has been asked of nobody else.
export function openPage(origin) {
  globalThis.window?.close();
  const { window } = new JSDOM("<!doctype html><title>Contoso</title>", { url: page, pretendToBeVisual: true });
  Object.defineProperty(window, "crypto", { value: globalThis.crypto });
  const scope = { ...Object.fromEntries(borrowed.map((name) => [name, window[name]])), navigator: window.navigator };
  for (const [name, value] of Object.entries(scope)) {
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  }
  globalThis.fetch = async (resource, init) => {
    const url = new URL(resource instanceof Request ? resource.url : resource);
    if (url.origin !== origin) {
      throw new TypeError(`the SDK asks ${url.origin}, which is not the tenant`);
    }
    return nodeFetch(resource, init);
  };
}

const allCapabilities = ["mfa_required", "registration_required"];
const allTypes = ["password", "oob", "redirect"];

// newClient is an app that was loaded into the open page. The authority is the public name of the tenant, which MSAL wants
// with https; what it asks goes to the proxy.
export function newClient(tenant, clientId, { capabilities = allCapabilities, challengeTypes = allTypes } = {}) {
  return CustomAuthPublicClientApplication.create({
    auth: {
      clientId,
      authority: "https://contoso.ciamlogin.com/contoso.onmicrosoft.com",
      redirectUri: page,
    },
    cache: { cacheLocation: "sessionStorage" },
    customAuth: {
      challengeTypes: [...challengeTypes], // MSAL adds to its array
      authApiProxyUrl: tenant.authority,
      capabilities,
    },
  });
}
