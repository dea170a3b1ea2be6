const sales = (count: number) => (count === 1 ? "1 sale" : `${count} sales`);
const records = (count: string, isOne: boolean) => (isOne ? "1 record" : `${count} records`);

/** What a till says of syncing, of its room and of being set up; fetched after the first paint. */
export const tillSyncEn = {
  title: "Sync",
  allSafe: "Everything that was sold here is safe on the server.",
  allReached: (count: number) =>
    count === 1
      ? "Everything has reached the server; 1 record needs checking."
      : `Everything has reached the server; ${count} records need checking.`,
  waitingBefore: (count: number) => `${sales(count)} worth`,
  waitingAfter: "are safe on this till and go up by themselves.",
  works: "Selling and receipts work.",
  pending: "Pending",
  confirmed: "Synced",
  failed: "Failed",
  oldestSince: (time: string, age: string) => `The oldest waits since ${time}, ${age}.`,
  alsoWaiting: (count: number) =>
    count === 1
      ? "1 record without a sale goes up too, such as an opened shift."
      : `${count} records without a sale go up too, such as an opened shift.`,
  noneWaiting: "No sale is waiting.",
  noneConfirmed: "Sales show here once the server has them.",
  noneFailed: "Nothing failed.",
  booked: (count: string, isOne: boolean) =>
    `${records(count, isOne)} of this till ${isOne ? "stands" : "stand"} in the books.`,
  unbooked: (count: string, isOne: boolean) =>
    `${records(count, isOne)} more ${isOne ? "has" : "have"} arrived and ${isOne ? "is" : "are"} booked next.`,
  newer: (count: number) => `${count} newer`,
  older: (count: number) => `${count} older`,

  lastExchange: "Last exchange",
  up: "Up",
  upCarries: "Sales, returns, shifts, the drawer",
  down: "Down",
  downCarries: "Products, prices, stock, customers, staff, settings",
  downPaused: "Waits: this device is nearly full",
  never: "Not yet",
  now: "Sync now",
  triesAgain: (seconds: number) => `Tries again in ${seconds} s.`,
  scanCloses: "A scan closes this sheet.",

  attention: {
    relink:
      "The office no longer knows this device. Selling goes on and sales stay safe here; an owner links the till again in the office.",
    lease_conflict:
      "A copy of this till talked to the server, so sending has stopped. Selling goes on and sales stay safe here. Close the copy on the other device, then press Sync now.",
    update_needed:
      "The server asks for a newer version. It is taken as soon as no sale is open; sales stay safe until then.",
    quarantined: "The server keeps a record of this till apart for checking. Selling goes on.",
    conflict: "A record of this till contradicts the books. It is kept apart for checking.",
    too_many_waiting: "Many sales wait on this till only. Connect it to the network soon.",
  } as Readonly<Record<string, string>>,

  updateReady: "Update ready. It installs when the till is idle.",

  failedName: (number: string) => `Receipt ${number}`,
  failedOther: (sequence: number) => `Record ${sequence}`,
  eventTypes: {
    SHIFT_OPENED: "Shift opened",
    SHIFT_CLOSED: "Shift closed",
    STOCK_ADJUSTED: "Stock changed",
    DRAWER_OPENED: "Drawer opened",
    CART_VOIDED: "Sale cleared",
    SIGN_IN_LOCKED: "Locked out by wrong PINs",
  } as Readonly<Record<string, string>>,
  failures: {
    event_hash_mismatch: {
      what: "It reached the server damaged, so it was not taken.",
      todo: "Keep the paper receipt. Save unsent sales to a file below and give it to the owner.",
    },
    event_chain_broken: {
      what: "It does not follow the record before it.",
      todo: "The owner checks it in the office under Sync, where it can be posted by hand.",
    },
    event_schema_invalid: {
      what: "The server cannot read it.",
      todo: "Keep the paper receipt. The owner finds it in the office under Sync.",
    },
    event_type_unknown: {
      what: "It is newer than the server.",
      todo: "Nothing: it is booked once the server is updated.",
    },
    event_totals_mismatch: {
      what: "Its sums do not agree with its lines.",
      todo: "Keep the paper receipt. The owner posts it by hand in the office under Sync.",
    },
    event_conflicts_with_ledger: {
      what: "The books already hold something else in its place.",
      todo: "Keep the paper receipt. The owner decides in the office under Sync which one counts.",
    },
  } as Readonly<Record<string, { what: string; todo: string }>>,
  failureOther: {
    what: (code: string) => `The server set it aside (${code}).`,
    todo: "Keep the paper receipt. The owner finds it with its reason in the office under Sync.",
  },
  settle: "The office has dealt with it",
  missingHere: (from: number, to: number) =>
    from === to
      ? `Record ${from} has not arrived. It is on this till and is sent again.`
      : `Records ${from}\u2013${to} have not arrived. They are on this till and are sent again.`,
  missingGone: (from: number, to: number) =>
    from === to
      ? `Record ${from} has not arrived and is no longer on this till.`
      : `Records ${from}\u2013${to} have not arrived and are no longer on this till.`,
  missingTodo: "Scan the paper receipts of that time on a till of this store to bring them back.",

  device: "This device",
  kept: "The browser promised to keep unsent sales.",
  notKept:
    "The browser may clear unsent sales when space runs out. Install the till as an app to prevent it.",
  keepUnknown: "The browser has not said yet whether it keeps unsent sales.",
  used: (used: string, quota: string, percent: string) => `${used} of ${quota} used (${percent}).`,
  roomScarce: "Space is getting short. Delete what else is stored on this device.",
  roomOut:
    "Space is nearly used up, so new products and prices wait. Selling and sending go on. Delete what else is stored on this device.",

  save: (count: number) =>
    count === 0 ? "Save unsent records to a file" : `Save ${sales(count)} to a file`,
  saved: "Saved. Keep the file until the office shows these sales.",
  saveHint: "A second copy for the owner, in case this device is lost. Sending goes on.",

  removeTitle: "Remove this till from this device",
  removeBody:
    "This device stops being a till. What it sold stays in the books; to sell here again it is set up anew.",
  removeFirst:
    "Close the shift first. Then this stands on the screen that opens the next shift, for people who may set up tills.",
  removeUnsent: (count: number) =>
    `${sales(count)} would be on this device only. Save them to a file first, or wait until they are sent.`,
  remove: "Remove this till",
  removeKey: "Remove this till\u2026",
  cancel: "Keep it",

  storageRefused: "The browser does not promise to keep unsent sales",
  storageRefusedBody:
    "It may clear them when space runs out. Install the till as an app and open it from there: then the promise is usually given.",
  storageRefusedIpad:
    "On an iPad use it only from the Home Screen: Share, then Add to Home Screen. In Safari itself everything is deleted after seven days without use.",
  storageGoOn: "Go on without this promise",
  storageGoOnHint: "Then keep this till connected, so that sales go up at once.",
  storageAskAgain: "Ask the browser again",

  wipedTitle: "This browser lost the till\u2019s records",
  wipedBody:
    "Its storage was cleared, so it must not go on under the old number and sells nothing until it is set up again.",
  wipedSafe: "All that had been sent is safe.",
  wipedAtRisk:
    "Sales that had not been sent yet may be missing. The office shows how many when this device is set up again.",
  wipedReceipts:
    "Paper receipts bring them back: scan their code on a till of this store. Keep every receipt of the last hours.",
  wipedAction: "Set up this device again",
  wipedNote: (id: string) => `Old till record ${id}`,

  revokedTitle: (register: string) => `The owner has revoked ${register}`,
  revokedBody:
    "It sells nothing until it is set up again. Everything that it sold is still being sent: leave it on with a network.",
};

export type TillSyncTexts = typeof tillSyncEn;
