import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
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
  const [key, cert] = [join(directory, "key.pem"), join(directory, "cert.pem")];
  const subject = ["-subj", `/CN=${NAME}`, "-addext", `subjectAltName=DNS:${NAME}`];
  const kind = ["-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"];
  const files = ["-keyout", key, "-out", cert, "-days", "2"];
  execFileSync("openssl", ["req", ...kind, ...files, ...subject], { stdio: "pipe" });
  const provider = await startIdentityProvider(clients, {
    name: NAME,
    key: readFileSync(key),
    cert: readFileSync(cert),
  });
  const preload = pathToFileURL(join(import.meta.dirname, "public-loopback.mjs")).href;
  return {
    provider,
    variables: { NODE_EXTRA_CA_CERTS: cert, NODE_OPTIONS: `--import ${preload}` },
    async close() {
      await provider.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
