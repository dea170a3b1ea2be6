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
  const log: Logger = destination === undefined ? pino(options) : pino(options, destination);
  const child = log.child as unknown as PlainChild;
  // The library takes what a child carries past the formatters; a child's child comes here too.
  const safeChild: PlainChild = function safeChild(this: Logger, fields, more) {
    return child.call(this, safeFields(fields), more);
  };
  return Object.assign(log, { child: safeChild });
}

type PlainChild = (this: Logger, fields: object, more?: pino.ChildLoggerOptions) => Logger;

function safeFields(fields: object): Record<string, unknown> {
  return safeValue({ ...fields }) as Record<string, unknown>;
}
