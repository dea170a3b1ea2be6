import type { inferOutput } from "@trpc/tanstack-react-query";
import type { useOfficeApi } from "./api";

type OfficeApi = ReturnType<typeof useOfficeApi>;

export type Me = inferOutput<OfficeApi["session"]["me"]>;
export type Store = inferOutput<OfficeApi["stores"]["list"]>["items"][number];
export type Today = inferOutput<OfficeApi["reports"]["today"]>;
export type TodayTotals = Today["today"];
export type TodayHour = Today["hours"][number];
export type HourFigures = TodayHour["today"];
export type Drawer = Today["drawers"][number];
export type AttentionItem = Today["attention"]["items"][number];
export type SalesPage = inferOutput<OfficeApi["sales"]["list"]>;
export type SaleRow = SalesPage["items"][number];
export type Sale = inferOutput<OfficeApi["sales"]["get"]>;
export type SaleEvent = inferOutput<OfficeApi["sales"]["event"]>;
export type SyncState = inferOutput<OfficeApi["sync"]["state"]>;
export type SyncStore = SyncState["stores"][number];
export type SyncRegister = SyncStore["registers"][number];
export type SyncTerminal = SyncRegister["terminals"][number];
export type AsidePage = inferOutput<OfficeApi["sync"]["aside"]>;
export type AsideItem = AsidePage["items"][number];
export type AsideEvent = inferOutput<OfficeApi["sync"]["asideEvent"]>;
export type DeviationPage = inferOutput<OfficeApi["sync"]["deviations"]>;
export type DeviationItem = DeviationPage["items"][number];
export type LatePage = inferOutput<OfficeApi["sync"]["late"]>;
export type LateSale = LatePage["items"][number];
export type ClosedGap = inferOutput<OfficeApi["sync"]["closedGaps"]>["items"][number];
