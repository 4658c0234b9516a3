// The certified OpenID provider for Node, with people to sign in as: told as JSON in EFFIE_TEST_OIDC.
// Whoever types a person's id as the login is that person, by the provider's own development pages.

import { createServer } from "node:http";
import Provider from "oidc-provider";

const told = JSON.parse(process.env.EFFIE_TEST_OIDC ?? "{}");

const provider = new Provider(told.issuer, {
  clients: told.clients,
  claims: {
    openid: ["sub"],
    email: ["email", "email_verified"],
    profile: ["name"],
    groups: ["groups"],
  },
  scopes: ["openid", "email", "profile", "groups"],
  pkce: { required: () => true },
  features: { devInteractions: { enabled: true } },
  cookies: { keys: ["of a provider that tests alone ask"] },
  findAccount: (_ctx, id) =>
    told.people[id] && {
      accountId: id,
      claims: () => ({ sub: id, ...told.people[id] }),
    },
});

// Its pages ask for a font from elsewhere, and wait for it: tests reach nothing but this machine.
provider.use(async (ctx, next) => {
  await next();
  ctx.set("content-security-policy", "default-src 'self'; style-src 'unsafe-inline'");
});

createServer(provider.callback()).listen(told.port, "127.0.0.1");
