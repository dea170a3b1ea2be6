import { randomBytes } from "node:crypto";
import { createServer } from "node:http";
import { createServer as createSecureServer } from "node:https";
import type { AddressInfo, Server } from "node:net";
import { Provider } from "oidc-provider";

export const CLIENT_SECRET = "a secret of the identity provider's tests";

/** Somebody as the other service knows them. */
export type ForeignAccount = { readonly email?: string; readonly isVerified?: boolean };

export type TestIdentityProvider = {
  readonly issuer: string;
  /** Accounts by their subject; tests add theirs. */
  readonly accounts: Map<string, ForeignAccount>;
  /**
   * What a browser does from the first address to the one that leads back: sign in as this account
   * and follow every redirect. Returns the address that it comes back with.
   */
  signIn(location: string, subject: string): Promise<URL>;
  /** Who is there when a browser comes by itself. */
  expectSignInOf(subject: string): void;
  close(): Promise<void>;
};

/** A name of this machine with its key and certificate as PEM, for an issuer that is asked by https. */
export type SecureName = { readonly name: string; readonly key: string; readonly cert: string };

/** A real OpenID Connect issuer on loopback, with one client for each address to come back to. */
export async function startIdentityProvider(
  clients: readonly { readonly clientId: string; readonly redirectAddress: string }[],
  secure?: SecureName,
): Promise<TestIdentityProvider> {
  const server = secure ? createSecureServer(secure) : createServer();
  const port = await listen(server);
  const issuer = secure ? `https://${secure.name}:${port}` : `http://127.0.0.1:${port}`;
  const accounts = new Map<string, ForeignAccount>();
  let subject = "";
  const provider = new Provider(issuer, {
    clients: clients.map(({ clientId, redirectAddress }) => ({
      client_id: clientId,
      client_secret: CLIENT_SECRET,
      redirect_uris: [redirectAddress],
      grant_types: ["authorization_code"],
      response_types: ["code"],
    })),
    claims: { email: ["email", "email_verified"] },
    cookies: { keys: [randomBytes(16).toString("hex")] },
    ttl: { AccessToken: 600, Grant: 600, IdToken: 600, Interaction: 600, Session: 600 },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (_context, sub) => ({
      accountId: sub,
      claims: () => {
        const { email, isVerified } = accounts.get(sub) ?? {};
        return { sub, email, email_verified: isVerified };
      },
    }),
    async loadExistingGrant({ oidc }) {
      const grant = new provider.Grant({
        clientId: oidc.client?.clientId ?? "",
        accountId: oidc.session?.accountId ?? "",
      });
      grant.addOIDCScope("openid email");
      await grant.save();
      return grant;
    },
  });
  const answer = provider.callback();
  server.on("request", (request, response) => {
    if (!request.url?.startsWith("/interaction/")) return answer(request, response);
    return provider.interactionFinished(request, response, { login: { accountId: subject } });
  });
  return {
    issuer,
    accounts,
    expectSignInOf(expected) {
      subject = expected;
    },
    signIn(location, as) {
      subject = as;
      return followRedirects(location, issuer);
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve((server.address() as AddressInfo).port));
  });
}

async function followRedirects(start: string, issuer: string): Promise<URL> {
  const jar = new Map<string, string>();
  let next = new URL(start);
  while (next.origin === issuer) {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
    const response = await fetch(next, { redirect: "manual", headers: { cookie } });
    for (const set of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      jar.set(name, value);
    }
    const location = response.headers.get("location");
    if (location === null) throw new Error(`the issuer stopped: ${await response.text()}`);
    next = new URL(location, next);
  }
  return next;
}
