import type { TillSyncTexts } from "./till-sync-en";

const mauzo = (count: number) => `mauzo ${count}`;

export const tillSyncSw: TillSyncTexts = {
  title: "Usawazishaji",
  allSafe: "Kila kilichouzwa hapa kiko salama kwenye seva.",
  allReached: (count) => `Yote yamefika kwenye seva; rekodi ${count} zinahitaji kuchunguzwa.`,
  waitingBefore: (count) => `Mauzo ${count} yenye thamani ya`,
  waitingAfter: "yako salama kwenye kaunta hii na hutumwa yenyewe.",
  works: "Kuuza na risiti vinafanya kazi.",
  pending: "Zinasubiri",
  confirmed: "Tayari",
  failed: "Zimekwama",
  oldestSince: (time, age) => `La zamani zaidi linasubiri tangu ${time}, ${age}.`,
  alsoWaiting: (count) =>
    `Rekodi ${count} zisizo za mauzo zinatumwa pia, kama vile zamu iliyofunguliwa.`,
  noneWaiting: "Hakuna mauzo yanayosubiri.",
  noneConfirmed: "Mauzo huonekana hapa seva ikiyapokea.",
  noneFailed: "Hakuna kilichokwama.",
  booked: (count) => `Rekodi ${count} za kaunta hii ziko kwenye vitabu.`,
  unbooked: (count) => `Rekodi ${count} zaidi zimefika na zitaandikwa sasa hivi.`,
  newer: (count) => `${count} mpya zaidi`,
  older: (count) => `${count} za zamani`,

  lastExchange: "Mawasiliano ya mwisho",
  up: "Kupanda",
  upCarries: "Mauzo, marejesho, zamu, droo",
  down: "Kushuka",
  downCarries: "Bidhaa, bei, akiba, wateja, wafanyakazi, mipangilio",
  downPaused: "Inasubiri: kifaa hiki kinakaribia kujaa",
  never: "Bado",
  now: "Sawazisha sasa",
  triesAgain: (seconds) => `Inajaribu tena baada ya sek ${seconds}.`,
  scanCloses: "Kuskani hufunga ukurasa huu.",

  attention: {
    relink:
      "Ofisi haikitambui tena kifaa hiki. Kuuza kunaendelea na mauzo yako salama hapa; mmiliki huunganisha kaunta tena ofisini.",
    lease_conflict:
      "Nakala ya kaunta hii iliwasiliana na seva, kwa hiyo kutuma kumesimama. Kuuza kunaendelea na mauzo yako salama hapa. Funga nakala kwenye kifaa kingine, kisha bonyeza Sawazisha sasa.",
    update_needed:
      "Seva inahitaji toleo jipya. Litachukuliwa mara tu hakuna mauzo yaliyo wazi; mauzo yako salama hadi hapo.",
    quarantined: "Seva imeweka rekodi ya kaunta hii kando ichunguzwe. Kuuza kunaendelea.",
    conflict: "Rekodi ya kaunta hii inapingana na vitabu. Imewekwa kando ichunguzwe.",
    too_many_waiting:
      "Mauzo mengi yako kwenye kaunta hii pekee. Iunganishe na mtandao hivi karibuni.",
  },

  updateReady: "Toleo jipya liko tayari. Litasakinishwa kaunta ikiwa haitumiki.",

  failedName: (number) => `Risiti ${number}`,
  failedOther: (sequence) => `Rekodi ${sequence}`,
  eventTypes: {
    SHIFT_OPENED: "Zamu imefunguliwa",
    SHIFT_CLOSED: "Zamu imefungwa",
    STOCK_ADJUSTED: "Akiba imebadilishwa",
    DRAWER_OPENED: "Droo imefunguliwa",
    CART_VOIDED: "Mauzo yamefutwa",
    SIGN_IN_LOCKED: "Amefungiwa kwa PIN zisizo sahihi",
  },
  failures: {
    event_hash_mismatch: {
      what: "Ilifika kwenye seva ikiwa imeharibika, kwa hiyo haikupokelewa.",
      todo: "Tunza risiti ya karatasi. Hifadhi mauzo yasiyotumwa kwenye faili hapa chini umpe mmiliki.",
    },
    event_chain_broken: {
      what: "Haifuati rekodi iliyo kabla yake.",
      todo: "Mmiliki huichunguza ofisini chini ya Usawazishaji, ambako inaweza kuandikwa kwa mkono.",
    },
    event_schema_invalid: {
      what: "Seva haiwezi kuisoma.",
      todo: "Tunza risiti ya karatasi. Mmiliki huipata ofisini chini ya Usawazishaji.",
    },
    event_type_unknown: {
      what: "Ni mpya kuliko seva.",
      todo: "Hakuna la kufanya: itaandikwa seva ikisasishwa.",
    },
    event_totals_mismatch: {
      what: "Jumla zake hazilingani na mistari yake.",
      todo: "Tunza risiti ya karatasi. Mmiliki huiandika kwa mkono ofisini chini ya Usawazishaji.",
    },
    event_conflicts_with_ledger: {
      what: "Vitabu tayari vina kitu kingine mahali pake.",
      todo: "Tunza risiti ya karatasi. Mmiliki huamua ofisini chini ya Usawazishaji ni ipi inayohesabiwa.",
    },
  },
  failureOther: {
    what: (code) => `Seva imeiweka kando (${code}).`,
    todo: "Tunza risiti ya karatasi. Mmiliki huipata pamoja na sababu yake ofisini chini ya Usawazishaji.",
  },
  settle: "Ofisi imeishughulikia",
  missingHere: (from, to) =>
    from === to
      ? `Rekodi ${from} haijafika. Iko kwenye kaunta hii na inatumwa tena.`
      : `Rekodi ${from}\u2013${to} hazijafika. Ziko kwenye kaunta hii na zinatumwa tena.`,
  missingGone: (from, to) =>
    from === to
      ? `Rekodi ${from} haijafika na haipo tena kwenye kaunta hii.`
      : `Rekodi ${from}\u2013${to} hazijafika na hazipo tena kwenye kaunta hii.`,
  missingTodo: "Skani risiti za karatasi za wakati huo kwenye kaunta ya duka hili ili kuzirudisha.",

  device: "Kifaa hiki",
  kept: "Kivinjari kimeahidi kuhifadhi mauzo ambayo hayajatumwa.",
  notKept:
    "Kivinjari kinaweza kufuta mauzo ambayo hayajatumwa nafasi ikiisha. Sakinisha kaunta kama programu kuzuia hilo.",
  keepUnknown: "Kivinjari bado hakijasema kama kinahifadhi mauzo ambayo hayajatumwa.",
  used: (used, quota, percent) => `${used} kati ya ${quota} zimetumika (${percent}).`,
  roomScarce: "Nafasi inapungua. Futa vitu vingine vilivyohifadhiwa kwenye kifaa hiki.",
  roomOut:
    "Nafasi inakaribia kuisha, kwa hiyo bidhaa na bei mpya zinasubiri. Kuuza na kutuma kunaendelea. Futa vitu vingine vilivyohifadhiwa kwenye kifaa hiki.",

  save: (count) =>
    count === 0
      ? "Hifadhi rekodi zisizotumwa kwenye faili"
      : `Hifadhi ${mauzo(count)} kwenye faili`,
  saved: "Imehifadhiwa. Tunza faili hadi ofisi ionyeshe mauzo haya.",
  saveHint: "Nakala ya pili kwa mmiliki, kifaa hiki kikipotea. Kutuma kunaendelea.",

  removeTitle: "Ondoa kaunta hii kwenye kifaa hiki",
  removeBody:
    "Kifaa hiki kinaacha kuwa kaunta. Kilichouzwa kinabaki kwenye vitabu; ili kuuza hapa tena kinawekwa upya.",
  removeFirst:
    "Funga zamu kwanza. Kisha hili liko kwenye skrini inayofungua zamu ijayo, kwa wanaoruhusiwa kuweka kaunta.",
  removeUnsent: (count) =>
    `Mauzo ${count} yangebaki kwenye kifaa hiki pekee. Yahifadhi kwenye faili kwanza, au subiri yatumwe.`,
  remove: "Ondoa kaunta hii",
  removeKey: "Ondoa kaunta hii\u2026",
  cancel: "Ibaki",

  storageRefused: "Kivinjari hakiahidi kuhifadhi mauzo yasiyotumwa",
  storageRefusedBody:
    "Kinaweza kuyafuta nafasi ikiisha. Sakinisha kaunta kama programu na uifungue kutoka hapo: mara nyingi ahadi hutolewa.",
  storageRefusedIpad:
    "Kwenye iPad itumie kutoka Skrini ya Mwanzo pekee: Shiriki, kisha Ongeza kwenye Skrini ya Mwanzo. Ndani ya Safari kila kitu hufutwa baada ya siku saba bila kutumika.",
  storageGoOn: "Endelea bila ahadi hii",
  storageGoOnHint: "Basi iache kaunta hii ikiwa imeunganishwa, ili mauzo yatumwe mara moja.",
  storageAskAgain: "Uliza kivinjari tena",

  wipedTitle: "Kivinjari hiki kimepoteza rekodi za kaunta",
  wipedBody:
    "Hifadhi yake ilifutwa, kwa hiyo haipaswi kuendelea kwa namba ya zamani na haiuzi chochote hadi iwekwe tena.",
  wipedSafe: "Vyote vilivyokwisha tumwa viko salama.",
  wipedAtRisk:
    "Mauzo ambayo hayakuwa yametumwa huenda yamepotea. Ofisi huonyesha ni mangapi kifaa hiki kikiwekwa tena.",
  wipedReceipts:
    "Risiti za karatasi huyarudisha: skani msimbo wake kwenye kaunta ya duka hili. Tunza kila risiti ya saa za mwisho.",
  wipedAction: "Sajili kifaa hiki tena",
  wipedNote: (id) => `Rekodi ya kaunta ya zamani ${id}`,

  revokedTitle: (register) => `Mmiliki amebatilisha ${register}`,
  revokedBody:
    "Haiuzi chochote hadi iwekwe tena. Yote iliyouza bado yanatumwa: iache ikiwa imewashwa na yenye mtandao.",
};
