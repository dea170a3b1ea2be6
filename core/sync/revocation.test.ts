import { expect, it } from "vitest";
import { uuidFrom } from "../ids";
import { readRevocation, revocationText, signedRevocation } from "./revocation";

it("[EV11] a revocation names its terminal and carries what was signed", () => {
  const terminalId = uuidFrom("terminal");
  const signature = Uint8Array.from({ length: 64 }, (_, index) => index);
  expect(readRevocation(signedRevocation(terminalId, signature))).toEqual({
    terminalId,
    text: revocationText(terminalId),
    signature,
  });
  for (const text of ["", terminalId, revocationText(terminalId), `REVOKED1:x:AE`]) {
    expect(readRevocation(text)).toBeNull();
  }
});
