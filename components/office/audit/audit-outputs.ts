import type { inferOutput } from "@trpc/tanstack-react-query";
import type { useOfficeApi } from "../api";

type OfficeApi = ReturnType<typeof useOfficeApi>;

export type AuditPage = inferOutput<OfficeApi["audit"]["search"]>;
export type AuditEntry = AuditPage["items"][number];
export type TrailFacts = inferOutput<OfficeApi["audit"]["facts"]>;
