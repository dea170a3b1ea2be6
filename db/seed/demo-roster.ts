import { assert } from "../../core/assert";

/** Minutes count from local midnight of the business date and pass 1440 after midnight. */
export type DemoTurn = {
  readonly registerIndex: number;
  readonly cashierEmail: string;
  readonly opensAtMinute: number;
  readonly closesAtMinute: number;
};

type RosterPlan = DemoTurn & { readonly dayOff: number };

const COVER_EMAIL = "supervisor@duka.test";

const PLANS: Readonly<Record<string, readonly RosterPlan[]>> = {
  kilimani: [
    plan({ cashierEmail: "brian@duka.test", registerIndex: 0, hours: "07:00-19:15", dayOff: 1 }),
    plan({ cashierEmail: "cashier@duka.test", registerIndex: 1, hours: "09:30-21:30", dayOff: 2 }),
  ],
  "ngong-road": [
    plan({ cashierEmail: "faith@duka.test", registerIndex: 0, hours: "08:00-19:30", dayOff: 3 }),
    plan({ cashierEmail: "kevin@duka.test", registerIndex: 1, hours: "13:30-25:00", dayOff: 4 }),
  ],
  thika: [
    plan({ cashierEmail: "mercy@duka.test", registerIndex: 0, hours: "06:30-19:00", dayOff: 5 }),
    plan({ cashierEmail: "ali@duka.test", registerIndex: 1, hours: "08:30-20:30", dayOff: 0 }),
  ],
};

/**
 * Who stands at which register on a weekday (0 = Sunday): one turn a register and day, which is one
 * shift. The days off never meet, so one supervisor covers them all.
 */
export function planDemoRoster(storeCode: string, weekday: number): readonly DemoTurn[] {
  const plans = PLANS[storeCode];
  assert(plans !== undefined, `no roster for store ${storeCode}`);
  return plans.map(({ dayOff, ...turn }) =>
    dayOff === weekday ? { ...turn, cashierEmail: COVER_EMAIL } : turn,
  );
}

type PlanInput = {
  readonly cashierEmail: string;
  readonly registerIndex: number;
  readonly hours: string;
  readonly dayOff: number;
};

function plan({ cashierEmail, registerIndex, hours, dayOff }: PlanInput): RosterPlan {
  const [opensAtMinute = 0, closesAtMinute = 0] = hours.split("-").map((time) => {
    const [hour = 0, minute = 0] = time.split(":").map(Number);
    return hour * 60 + minute;
  });
  return { registerIndex, cashierEmail, opensAtMinute, closesAtMinute, dayOff };
}
