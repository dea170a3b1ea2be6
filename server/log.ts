import pino, { type DestinationStream, type Logger } from "pino";
import { safeValue } from "./log-safety";

/**
 * One JSON line an entry on stdout; `level` is pino's. No entry says a secret: whatever is handed
 * over goes through `safeValue` first.
 */
export function createLog(level: string, destination?: DestinationStream): Logger {
  const options: pino.LoggerOptions = {
    level,
    base: { app: "kaunta" },
    formatters: { log: safeFields },
    // Errors are made safe above; the library's own way would say all that they carry.
    serializers: { err: (error: unknown) => error },
  };
  const log = destination === undefined ? pino(options) : pino(options, destination);
  const { child } = log;
  // The library passes what a child carries by the formatters; a child of a child comes here too.
  log.child = function safeChild(this: Logger, fields: object, more?: pino.ChildLoggerOptions) {
    return child.call(this, safeFields(fields), more);
  } as typeof log.child;
  return log;
}

function safeFields(fields: object): Record<string, unknown> {
  return safeValue({ ...fields }) as Record<string, unknown>;
}
