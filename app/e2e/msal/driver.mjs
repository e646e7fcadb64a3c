// Runs every journey against the tenant at the given authority, one after the other, each in a new page and with the tenant
// in its first state, and prints one line of JSON for each: {"name", "ok", "detail", "milliseconds"}.
//
//   node driver.mjs AUTHORITY [NAME...]
import { openPage } from "./browser.mjs";
import { Tenant } from "./tenant.mjs";
import { journeys as signIn } from "./signin.mjs";
import { journeys as factor } from "./factor.mjs";
import { journeys as registration } from "./registration.mjs";
import { journeys as signUp } from "./signup.mjs";
import { journeys as reset } from "./reset.mjs";
import { journeys as trouble } from "./trouble.mjs";

const patience = 30_000; // milliseconds for one journey

const [authority, ...names] = process.argv.slice(2);
if (!authority) {
  console.error("usage: node driver.mjs AUTHORITY [NAME...]");
  process.exit(2);
}
const tenant = new Tenant(authority);
const journeys = { ...signIn, ...factor, ...registration, ...signUp, ...reset, ...trouble };

function within(journey) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no end after ${patience} ms`)), patience);
  });
  return Promise.race([journey, late]).finally(() => clearTimeout(timer));
}

for (const [name, journey] of Object.entries(journeys)) {
  if (names.length > 0 && !names.includes(name)) continue;
  const from = performance.now();
  let detail = "";
  try {
    openPage(tenant.origin);
    await tenant.reset();
    await within(journey(tenant));
  } catch (error) {
    detail = error.stack ?? String(error);
  }
  const milliseconds = Math.round(performance.now() - from);
  console.log(JSON.stringify({ name, ok: detail === "", detail, milliseconds }));
}
process.exit(0); // MSAL and jsdom keep channels and timers open
