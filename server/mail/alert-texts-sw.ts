import type { MailTexts } from "./mail-texts";

const NOT_YOU =
  "Kama si wewe, ingia, badilisha nenosiri lako na uangalie ulikoingia; kisha mweleze mwenye biashara.";

export const alertTextsSw: MailTexts["alerts"] = {
  password_changed: ({ businessName, at }) => ({
    subject: `Nenosiri lako la ${businessName} limebadilishwa`,
    paragraphs: [
      `Nenosiri la akaunti yako katika ${businessName} lilibadilishwa ${at}.`,
      "Umetolewa kwenye vifaa vingine vyote ulivyokuwa umeingia.",
      "Kama si wewe, mweleze mwenye biashara mara moja.",
    ],
  }),
  second_factor_off: ({ businessName, at }) => ({
    subject: `Uthibitisho wako wa pili wa ${businessName} umezimwa`,
    paragraphs: [
      `Uthibitisho wa pili wa akaunti yako katika ${businessName} ulizimwa ${at}. Kuanzia sasa nenosiri lako pekee linaifungua.`,
      NOT_YOU,
    ],
  }),
  recovery_codes_new: ({ businessName, at }) => ({
    subject: `Misimbo mipya ya dharura ya ${businessName}`,
    paragraphs: [
      `Misimbo mipya ya dharura ya akaunti yako katika ${businessName} ilitengenezwa ${at}. Ya awali haitumiki tena.`,
      NOT_YOU,
    ],
  }),
  new_browser: ({ businessName, at, what }) => ({
    subject: `Kuna aliyeingia ${businessName} kwa kivinjari kipya`,
    paragraphs: [
      `Kuna aliyeingia kwenye akaunti yako katika ${businessName} ${at}, kwa kivinjari ambacho hukuwahi kukitumia hapa: ${what}.`,
      "Kama ni wewe, huhitaji kufanya lolote.",
      NOT_YOU,
    ],
  }),
  refresh_reused: ({ businessName, at }) => ({
    subject: `Ruhusa ya programu katika ${businessName} imenakiliwa`,
    paragraphs: [
      `Programu inayofanya kazi kwa jina lako katika ${businessName} ilionyesha ${at} tokeni iliyokwisha kutumika: huenda kuna aliyeinakili. Maingio yake yamekatishwa; kama programu ni yako, iingize tena.`,
      NOT_YOU,
    ],
  }),
  api_key_new: ({ businessName, at, what }) => ({
    subject: `Ufunguo mpya wa API wa ${businessName}`,
    paragraphs: [
      `Ufunguo wa API ulitengenezwa ${at}, ambao programu inaweza kuutumia kufanya kazi kwa jina lako katika ${businessName}: ${what}.`,
      "Kama si wewe, futa ufunguo huo ofisini chini ya Programu, badilisha nenosiri lako, na umweleze mwenye biashara.",
    ],
  }),
  till_locked: ({ businessName, at, what }) => ({
    subject: `PIN zisizo sahihi kwenye kaunta ya ${businessName}`,
    paragraphs: [
      `PIN zisizo sahihi zimemfungia mtu kwenye kaunta ya ${businessName} (${what}). Taarifa ilifika ${at}.`,
      "Ofisi inaonyesha zaidi chini ya Usawazishaji. Aliyesahau PIN yake hupewa nyingine huko, chini ya Watu.",
    ],
  }),
  till_cloned: ({ businessName, at, what }) => ({
    subject: `Huenda kaunta ya ${businessName} inatumika kwenye vifaa viwili`,
    paragraphs: [
      `Vifaa viwili vimejitambulisha kwa ${businessName} kama kaunta moja (${what}), cha pili ${at}. Kilichotumwa na cha pili hakikupokelewa.`,
      "Angalia duka lina vifaa gani. Kama kimoja si chenu, ondoa kaunta hiyo ofisini chini ya Vifaa.",
    ],
  }),
  audit_broken: ({ businessName, at, what }) => ({
    subject: `Rekodi za ukaguzi za ${businessName} hazilingani`,
    paragraphs: [
      `Ukaguzi wa kila siku wa rekodi za ${businessName} ulibaini ${at} kuwa kuna kilichobadilishwa, kuondolewa au kuongezwa (${what}).`,
      "Anayeendesha seva anaweza kuzikagua zote kwa amri yake. Hifadhi nakala rudufu ya mwisho kama ilivyo.",
    ],
  }),
};
