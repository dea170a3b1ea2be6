import { StyleSheet } from "@react-pdf/renderer";
import { RECEIPT_FONTS } from "./receipt-fonts";

const POINTS_PER_MM = 72 / 25.4;
const WIDTH = 80 * POINTS_PER_MM;

/** A quarter of a millimetre: two dots of a 203 dpi head, so that codes fall on whole dots. */
export const UNIT = WIDTH / 320;

export const TOTAL_LABEL_SIZE = 19 * UNIT;

export const PAPER = {
  roll: { width: WIDTH },
  pages: { width: WIDTH, height: 297 * POINTS_PER_MM },
};

const BOLD = { fontWeight: 600 } as const;

export const PDF_STYLES = StyleSheet.create({
  page: {
    padding: 16 * UNIT,
    fontFamily: RECEIPT_FONTS,
    fontSize: 13 * UNIT,
    lineHeight: 1.4,
    color: "#000",
  },
  strong: BOLD,
  centred: { textAlign: "center" },
  name: {
    fontSize: 22 * UNIT,
    lineHeight: 1.25,
    fontWeight: 700,
    letterSpacing: -0.3 * UNIT,
    textAlign: "center",
  },
  marks: { flexDirection: "row", flexWrap: "wrap", justifyContent: "center", gap: 6 * UNIT },
  mark: {
    marginVertical: 6 * UNIT,
    paddingHorizontal: 8 * UNIT,
    borderWidth: 2 * UNIT,
    borderColor: "#000",
    fontSize: 17 * UNIT,
    fontWeight: 700,
    letterSpacing: 1.2 * UNIT,
  },
  rule: {
    marginVertical: 9 * UNIT,
    borderBottomWidth: 1.5 * UNIT,
    borderBottomColor: "#000",
    borderBottomStyle: "dashed",
  },
  tabular: { fontFeatureSettings: ["tnum"] },
  row: { flexDirection: "row", gap: 8 * UNIT },
  label: { flexGrow: 1, flexShrink: 1 },
  value: { flexShrink: 0, maxWidth: 200 * UNIT, textAlign: "right" },
  figure: { flexShrink: 0, textAlign: "right" },
  taxClass: { width: 14 * UNIT, flexShrink: 0, textAlign: "right" },
  item: { marginTop: 4 * UNIT },
  total: {
    flexDirection: "row",
    flexWrap: "wrap",
    alignItems: "flex-start",
    marginVertical: 5 * UNIT,
    fontWeight: 700,
    lineHeight: 1.2,
  },
  totalLabel: { flexGrow: 1, fontSize: TOTAL_LABEL_SIZE },
  totalAmount: {
    flexShrink: 0,
    marginLeft: "auto",
    letterSpacing: -0.5 * UNIT,
    textAlign: "right",
  },
  taxes: { flexDirection: "row", gap: 8 * UNIT, fontSize: 11.5 * UNIT, lineHeight: 1.45 },
  taxFigures: { flexShrink: 0, alignItems: "flex-end" },
  proof: { flexDirection: "row", alignItems: "center", gap: 22 * UNIT },
  wideProof: { flexDirection: "column", gap: 6 * UNIT },
  qr: { width: 116 * UNIT, height: 116 * UNIT },
  wideQr: { width: 240 * UNIT, height: 240 * UNIT },
  fact: { marginVertical: 2 * UNIT },
  factLabel: { fontSize: 11.5 * UNIT, fontWeight: 600 },
  code: { fontFeatureSettings: ["zero"] },
  lines: { marginTop: 10 * UNIT },
  bars: { alignSelf: "center", marginBottom: 4 * UNIT },
  closing: { fontSize: 15 * UNIT, fontWeight: 600 },
});
