import {
  changesResponseSchema,
  enrolResponseSchema,
  pushResponseSchema,
} from "../../core/sync/protocol-v1";
import { enrolTerminal, enrolTerminalInput } from "../terminals/enrol-terminal";
import { listChanges, listChangesInput } from "../till-sync/list-changes";
import { receiveEvents, receiveEventsInput } from "../till-sync/receive-events";
import { route } from "./route";

export const SYNC_ROUTES = [
  route({
    method: "POST",
    path: "/sync/enrol",
    access: { permission: "terminal.enrol" },
    summary: "Set up the calling device as a register",
    body: enrolTerminalInput,
    response: enrolResponseSchema,
    handle: async ({ context, body }) => ({ body: await enrolTerminal(context, body) }),
  }),
  route({
    method: "POST",
    path: "/sync/events",
    access: "terminal",
    summary: "Hand over a terminal's events",
    body: receiveEventsInput,
    response: pushResponseSchema,
    handle: async ({ context, body }) => ({ body: await receiveEvents(context, body) }),
  }),
  route({
    method: "GET",
    path: "/sync/changes",
    access: "terminal",
    summary: "Fetch what has changed for a terminal since its token",
    query: listChangesInput,
    response: changesResponseSchema,
    handle: async ({ context, query }) => ({ body: await listChanges(context, query) }),
  }),
];
