/**
 * The HTML receipt's own style. One unit is a quarter of a millimetre on paper, so that 320 of them
 * are the 80 mm of the roll; on a screen the same unit is as large as the window allows.
 */
export const RECEIPT_CSS = `
:root { --u: 0.25mm; color-scheme: light; }
@media screen {
  :root { --u: min(1.2px, calc(100vw / 320)); }
  body { background: #edebe6; padding: calc(var(--u) * 16) 0; }
  .receipt { box-shadow: 0 0 0 1px #e3e0d9; }
}
@page { margin: 0; }
* { box-sizing: border-box; margin: 0; padding: 0; }
body { color: #000; font: calc(var(--u) * 13) / 1.4 "Inter Variable", Inter, system-ui, sans-serif; }
.receipt { width: calc(var(--u) * 320); margin: 0 auto; padding: calc(var(--u) * 16); background: #fff; }
@media print { body { padding: 0; } }
header, h2, .marks, .lines, .bars { text-align: center; }
h1 { font-size: calc(var(--u) * 22); line-height: 1.25; letter-spacing: -0.015em; overflow-wrap: anywhere; }
h2, .strong, .strong dt, .strong dd { font-weight: 650; }
h2 { font-size: inherit; }
hr { border: 0; border-top: calc(var(--u) * 1.5) dashed #000; margin: calc(var(--u) * 9) 0; }
.marks { margin: calc(var(--u) * 6) 0; }
.marks strong { display: inline-block; padding: 0 calc(var(--u) * 8); margin: calc(var(--u) * 2); border: calc(var(--u) * 2) solid #000; font-size: calc(var(--u) * 18); letter-spacing: 0.08em; }
.rows > div, .amount, .total { display: flex; align-items: baseline; gap: calc(var(--u) * 8); }
.rows dt, .amount > :first-child, .total span { flex: 1 1 auto; overflow-wrap: break-word; }
.rows dd { text-align: right; overflow-wrap: anywhere; }
dd, td, .amount > *, .total strong { font-variant-numeric: tabular-nums; }
.amount > :nth-child(2), .total strong, td { white-space: nowrap; }
ul { list-style: none; }
li + li { margin-top: calc(var(--u) * 4); }
li { break-inside: avoid; overflow-wrap: anywhere; }
.class { flex: 0 0 calc(var(--u) * 14); text-align: right; }
.total { margin: calc(var(--u) * 4) 0; flex-wrap: wrap; justify-content: flex-end; font-weight: 700; line-height: 1.2; }
.total span { font-size: calc(var(--u) * 19); }
.total strong { font-size: calc(var(--u) * 27); letter-spacing: -0.02em; }
table { width: 100%; border-collapse: collapse; font-size: calc(var(--u) * 11.5); line-height: 1.45; }
th { text-align: left; font-weight: inherit; }
thead th, tfoot th, tfoot td { font-weight: 650; }
td, thead th:not(:first-child) { text-align: right; padding-left: calc(var(--u) * 8); }
.proof { display: flex; align-items: center; gap: calc(var(--u) * 22); }
.proof svg { width: calc(var(--u) * 116); height: calc(var(--u) * 116); flex: none; }
.proof.wide { flex-direction: column; gap: calc(var(--u) * 6); }
.proof.wide svg { width: calc(var(--u) * 240); height: calc(var(--u) * 240); }
.proof dt { font-weight: 650; font-size: calc(var(--u) * 11.5); }
.proof dd { font-family: "Geist Mono Variable", ui-monospace, monospace; margin-bottom: calc(var(--u) * 2); }
.lines, .bars { margin-top: calc(var(--u) * 10); }
.bars svg { width: calc(var(--u) * 211); max-width: 100%; height: calc(var(--u) * 46); }
.lines.strong { font-size: calc(var(--u) * 15); }
`;
