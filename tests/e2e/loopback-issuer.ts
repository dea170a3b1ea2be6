import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { generate } from "selfsigned";
import { startIdentityProvider, type TestIdentityProvider } from "../factories/identity-provider";

/** A name that every browser finds on its own machine. */
const NAME = "issuer.localhost";

export type LoopbackIssuer = {
  readonly provider: TestIdentityProvider;
  /** What a process of the shop needs to find the issuer, and to trust its certificate. */
  readonly variables: Readonly<Record<string, string>>;
  close(): Promise<void>;
};

/**
 * A real issuer over https on this machine. To the shop's processes it stands at a public address,
 * so that they ask it by the very checks that hold for any other.
 */
export async function startLoopbackIssuer(
  clients: Parameters<typeof startIdentityProvider>[0],
): Promise<LoopbackIssuer> {
  const directory = mkdtempSync(join(tmpdir(), "kaunta-issuer-"));
  const certificate = await generate([{ name: "commonName", value: NAME }], {
    keyType: "ec",
    curve: "P-256",
    extensions: [
      { name: "basicConstraints", cA: true },
      { name: "subjectAltName", altNames: [{ type: 2, value: NAME }] },
    ],
  });
  const trusted = join(directory, "certificate.pem");
  writeFileSync(trusted, certificate.cert);
  const provider = await startIdentityProvider(clients, {
    name: NAME,
    key: certificate.private,
    cert: certificate.cert,
  });
  const preload = pathToFileURL(join(import.meta.dirname, "public-loopback.mjs")).href;
  return {
    provider,
    variables: { NODE_EXTRA_CA_CERTS: trusted, NODE_OPTIONS: `--import ${preload}` },
    async close() {
      await provider.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
