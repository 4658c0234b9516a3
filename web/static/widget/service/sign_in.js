/** A visitor turns out to be a customer: what goes with them into their own drawer. */

const RECENT = 30 * 60_000; // milliseconds; what is older may be somebody else's at this machine

/** @typedef {{kept: import("./storage.js").Storage, tab: import("./storage.js").Storage}} Drawers */

/**
 * Move what a visitor wrote in this tab lately to the customer who has signed in there.
 * @param {Drawers} visitor
 * @param {Drawers} customer
 */
export function takeAlong(visitor, customer) {
  if (Date.now() - visitor.tab.read("spoke", 0) > RECENT) return;
  customer.kept.write("visitor", visitor.kept.read("session"));
  const pending = [...customer.kept.read("outbox", []), ...visitor.kept.read("outbox", [])];
  customer.kept.write("outbox", pending);
  customer.kept.write("seen", visitor.kept.read("seen", 0));
  customer.tab.write("draft", visitor.tab.read("draft", ""));
  for (const what of ["session", "outbox", "seen"]) visitor.kept.remove(what);
  for (const what of ["draft", "spoke"]) visitor.tab.remove(what);
}
