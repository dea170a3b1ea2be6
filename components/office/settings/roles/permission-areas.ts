import type { Permission } from "../../../../core/access/permissions";
import type { Messages } from "../../../messages/messages";

export type PermissionArea = keyof Messages["settings"]["roles"]["areas"];

/** The permissions as the matrix shows them; each stands in one area. */
export const PERMISSION_AREAS: readonly {
  readonly area: PermissionArea;
  readonly permissions: readonly Permission[];
}[] = [
  {
    area: "selling",
    permissions: [
      "sale.record",
      "sale.discount",
      "sale.price_override",
      "sale.refund",
      "sale.refund_without_receipt",
      "sale.void",
      "drawer.open",
      "shift.open",
    ],
  },
  {
    area: "goods",
    permissions: [
      "catalog.read",
      "catalog.write",
      "stock.adjust",
      "customer.read",
      "customer.write",
    ],
  },
  {
    area: "business",
    permissions: [
      "sale.read",
      "report.read",
      "store.read",
      "store.write",
      "terminal.enrol",
      "sync.read",
      "sync.manage",
    ],
  },
  {
    area: "people",
    permissions: [
      "staff.read",
      "staff.write",
      "role.write",
      "access.write",
      "api.manage",
      "audit.read",
      "audit.export",
    ],
  },
];
