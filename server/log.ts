import pino, { type Logger } from "pino";

/** Fields that could carry a secret are dropped before a line is written. */
const REDACTED = [
  "password",
  "*.password",
  "authorization",
  "*.authorization",
  "*.token",
  "*.deviceToken",
  "*.refreshToken",
  "*.pin",
];

/** One JSON line an entry on stdout; `level` is pino's. */
export function createLog(level: string): Logger {
  return pino({ level, redact: { paths: REDACTED, remove: true }, base: { app: "kaunta" } });
}
