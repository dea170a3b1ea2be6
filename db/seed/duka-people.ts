import type { DemoStaffMember, DemoStore } from "./demo-tenant";

const PASSWORD = "kaunta-demo";
const KILIMANI = "kilimani";
const NGONG_ROAD = "ngong-road";
const THIKA = "thika";
const EVERYWHERE = [KILIMANI, NGONG_ROAD, THIKA];

export const DUKA_STORES: readonly DemoStore[] = [
  {
    code: KILIMANI,
    name: "Kilimani",
    addressLines: ["Argwings Kodhek Road", "Kilimani, Nairobi"],
    phone: "+254 700 000 101",
    timezone: "Africa/Nairobi",
    dayEndsAtMinutes: 0,
    registerNames: ["Till 1", "Till 2"],
  },
  {
    code: NGONG_ROAD,
    name: "Ngong Road",
    addressLines: ["Opposite Junction Mall", "Dagoretti Corner, Nairobi"],
    phone: "+254 700 000 102",
    timezone: "Africa/Nairobi",
    dayEndsAtMinutes: 180,
    registerNames: ["Till 1", "Till 2"],
  },
  {
    code: THIKA,
    name: "Thika",
    addressLines: ["Kenyatta Highway", "Thika Town"],
    phone: "+254 700 000 103",
    timezone: "Africa/Nairobi",
    dayEndsAtMinutes: 0,
    registerNames: ["Till 1", "Till 2"],
  },
];

export const DUKA_STAFF: readonly DemoStaffMember[] = [
  officeMember("owner", "Amina Otieno", "Amina O."),
  officeMember("admin", "Daniel Kiptoo", "Daniel K."),
  officeMember("accountant", "Grace Wambui", "Grace W."),
  officeMember("auditor", "Hassan Abdi", "Hassan A."),
  {
    email: "supervisor@duka.test",
    name: "Joseph Mutua",
    displayName: "Joseph M.",
    role: "supervisor",
    password: PASSWORD,
    pin: "222222",
    storeCodes: EVERYWHERE,
  },
  // Whoever tries the demo enrols in any store, so its best-known cashier works in all of them.
  {
    ...cashier({ login: "cashier", name: "Wanjiku Mwangi", pin: "1111", storeCode: KILIMANI }),
    storeCodes: EVERYWHERE,
  },
  cashier({ login: "brian", name: "Brian Ochieng", pin: "3141", storeCode: KILIMANI }),
  cashier({ login: "faith", name: "Faith Chebet", pin: "2718", storeCode: NGONG_ROAD }),
  cashier({ login: "kevin", name: "Kevin Musyoka", pin: "5772", storeCode: NGONG_ROAD }),
  cashier({ login: "mercy", name: "Mercy Nyambura", pin: "6180", storeCode: THIKA }),
  cashier({ login: "ali", name: "Ali Hussein", pin: "4669", storeCode: THIKA }),
];

function officeMember(
  role: "owner" | "admin" | "accountant" | "auditor",
  name: string,
  displayName: string,
): DemoStaffMember {
  return {
    email: `${role}@duka.test`,
    name,
    displayName,
    role,
    password: PASSWORD,
    storeCodes: EVERYWHERE,
  };
}

type Cashier = {
  readonly login: string;
  readonly name: string;
  readonly pin: string;
  readonly storeCode: string;
};

function cashier({ login, name, pin, storeCode }: Cashier): DemoStaffMember {
  const [first = name, last = ""] = name.split(" ");
  return {
    email: `${login}@duka.test`,
    name,
    displayName: `${first} ${last.slice(0, 1)}.`,
    role: "cashier",
    password: PASSWORD,
    pin,
    storeCodes: [storeCode],
  };
}
