/**
 * Every act that needs a permission, with the sentence a shop owner reads. A procedure or route
 * names one of these; what names none does not start.
 */
export const PERMISSIONS = {
  "sale.record": "Sell and take money",
  "sale.read": "See sales and receipts",
  "sale.refund": "Give money back for returned goods",
  "sale.refund_without_receipt": "Take goods back without a receipt",
  "sale.discount": "Give discounts up to the limit of the role",
  "sale.price_override": "Change prices at the till",
  "sale.void": "Void sales that were paid",
  "drawer.open": "Open the drawer without a sale",
  "shift.open": "Open and close a drawer",
  "stock.adjust": "Change stock by hand",
  "customer.read": "See customers",
  "customer.write": "Add and change customers",
  "catalog.read": "See products and prices",
  "catalog.write": "Change products and prices",
  "store.read": "See the stores",
  "store.write": "Add and change stores and their registers",
  "staff.read": "See who works here",
  "staff.write": "Invite people, change their roles and end their sign-ins",
  "role.write": "Change what each role may do",
  "access.write": "Set from where, when and how people sign in",
  "api.manage": "Make clients and keys for other programs",
  "terminal.enrol": "Set up a device as a register",
  "sync.read": "See what the tills have sent",
  "sync.manage": "Deal with what the tills could not send or book",
  "report.read": "See figures and reports",
  "audit.read": "Read the audit trail",
  "audit.export": "Take the audit trail out as a file",
} as const;

export type Permission = keyof typeof PERMISSIONS;

export const ROLES = ["owner", "admin", "supervisor", "cashier", "accountant", "auditor"] as const;
export type Role = (typeof ROLES)[number];

const ALL = Object.keys(PERMISSIONS) as Permission[];

const ROLE_PERMISSIONS: Record<Role, readonly Permission[]> = {
  owner: ALL,
  admin: ALL,
  supervisor: [
    "sale.record",
    "sale.read",
    "sale.refund",
    "sale.refund_without_receipt",
    "sale.discount",
    "sale.price_override",
    "sale.void",
    "drawer.open",
    "shift.open",
    "stock.adjust",
    "customer.read",
    "customer.write",
    "catalog.read",
    "store.read",
    "staff.read",
    "terminal.enrol",
    "sync.read",
    "report.read",
  ],
  cashier: [
    "sale.record",
    "sale.read",
    "sale.discount",
    "shift.open",
    "customer.read",
    "catalog.read",
    "store.read",
  ],
  accountant: [
    "sale.read",
    "customer.read",
    "catalog.read",
    "store.read",
    "sync.read",
    "report.read",
  ],
  auditor: [
    "sale.read",
    "customer.read",
    "catalog.read",
    "store.read",
    "sync.read",
    "staff.read",
    "report.read",
    "audit.read",
    "audit.export",
  ],
};

/** What a role may do as the product comes [AC1]; an unknown role may do nothing. */
export function permissionsOf(role: string): readonly Permission[] {
  return isRole(role) ? ROLE_PERMISSIONS[role] : [];
}

export function isPermission(text: unknown): text is Permission {
  return typeof text === "string" && Object.hasOwn(PERMISSIONS, text);
}

export function isRole(text: string): text is Role {
  return (ROLES as readonly string[]).includes(text);
}
