import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, describe, expect, test } from "vitest";
import { isPublicAddress } from "./public-address";
import { safeFetch } from "./safe-fetch";

const servers: Server[] = [];

async function listen(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

afterAll(() => {
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
});

const LOCAL = { isLoopbackAllowed: true };

describe("an address that somebody typed in", () => {
  test.each([
    "http://example.com/",
    "ftp://example.com/",
    "file:///etc/passwd",
    "gopher://127.0.0.1:6379/",
    "https://user:pass@example.com/",
    "https://127.0.0.1/",
    "https://127.1/",
    "https://2130706433/",
    "https://0x7f.0.0.1/",
    "https://0/",
    "https://10.0.0.5/",
    "https://172.16.0.1/",
    "https://192.168.1.1/",
    "https://100.64.0.1/",
    "https://169.254.169.254/latest/meta-data/",
    "https://[::1]/",
    "https://[::]/",
    "https://[fd00:ec2::254]/",
    "https://[fe80::1]/",
    "https://[::ffff:169.254.169.254]/",
    "https://[::ffff:8.8.8.8]/",
    "https://[64:ff9b::a9fe:a9fe]/",
    "https://[2002:7f00:1::]/",
    "https://224.0.0.1/",
    "https://localhost/",
    "nonsense",
  ])("%s is not asked", async (address) => {
    await expect(safeFetch(address)).rejects.toMatchObject({ reason: "address" });
  });

  test("a name is not asked when one of its addresses is inside", async () => {
    const resolveName = async () => [
      { address: "93.184.216.34", family: 4 },
      { address: "169.254.169.254", family: 4 },
    ];
    const asked = safeFetch("https://rebind.example/", {}, { resolveName });
    await expect(asked).rejects.toMatchObject({ reason: "address" });
  });

  test("the connection goes to the address that was judged, whatever the name says later", async () => {
    const url = await listen((request, response) => response.end(request.headers.host));
    const { port } = new URL(url);
    let times = 0;
    const resolveName = async () => {
      times += 1;
      return [{ address: "127.0.0.1", family: 4 }];
    };
    const answer = await safeFetch(`http://idp.invalid:${port}/`, {}, { ...LOCAL, resolveName });
    expect(await answer.text()).toBe(`idp.invalid:${port}`);
    expect(times).toBe(1);
  });

  test("http stays on this machine even where loopback is let through", async () => {
    await expect(safeFetch("http://93.184.216.34/", {}, LOCAL)).rejects.toMatchObject({
      reason: "address",
    });
  });

  test("an answer is read with status and headers, and a body is sent", async () => {
    const url = await listen((request, response) => {
      response.writeHead(201, { "content-type": "application/json" });
      request.pipe(response);
    });
    const answer = await safeFetch(url, { method: "POST", body: '{"a":1}' }, LOCAL);
    expect(answer.status).toBe(201);
    expect(answer.headers.get("content-type")).toBe("application/json");
    expect(await answer.json()).toEqual({ a: 1 });
  });

  test("no redirect is followed", async () => {
    const url = await listen((_, response) =>
      response.writeHead(302, { location: "http://169.254.169.254/" }).end(),
    );
    await expect(safeFetch(url, {}, LOCAL)).rejects.toMatchObject({ reason: "redirect" });
  });

  test("a long answer is cut off, a slow one waited for no longer", async () => {
    const long = await listen((_, response) => response.end("x".repeat(70_000)));
    await expect(safeFetch(long, {}, LOCAL)).rejects.toMatchObject({ reason: "too_large" });
    const silent = await listen(() => undefined);
    await expect(safeFetch(silent, {}, { ...LOCAL, msMax: 100 })).rejects.toMatchObject({
      reason: "too_late",
    });
    const dripping = await listen((_, response) => void response.write("x"));
    await expect(safeFetch(dripping, {}, { ...LOCAL, msMax: 100 })).rejects.toMatchObject({
      reason: "too_late",
    });
  });

  test("nobody there is said so", async () => {
    const url = await listen(() => undefined);
    const gone = servers.pop();
    gone?.close();
    if (gone) await once(gone, "close");
    await expect(safeFetch(url, {}, LOCAL)).rejects.toMatchObject({ reason: "unreachable" });
  });
});

describe("public addresses", () => {
  test.each(["8.8.8.8", "93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946"])("%s", (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });
});
