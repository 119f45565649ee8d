// An OpenID Connect provider with a login page: node oidc_provider.mjs PORT REDIRECT_URI
// Whoever signs in as NAME has the address NAME@vi-du.vn, verified unless NAME begins with "moi-".
import Provider from "oidc-provider";

const [port, back] = process.argv.slice(2);

new Provider(`http://localhost:${port}`, {
  clients: [{ client_id: "planner", client_secret: "secret of the tests", redirect_uris: [back] }],
  claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
  cookies: { keys: ["key of the tests"] },
  pkce: { required: () => true },
  findAccount: (_context, sub) => ({
    accountId: sub,
    claims: () => ({ sub, email: `${sub}@vi-du.vn`, email_verified: !sub.startsWith("moi-") }),
  }),
}).listen(Number(port), "127.0.0.1");
