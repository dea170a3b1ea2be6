import {
  Document,
  Page,
  Path,
  Text as PdfText,
  renderToBuffer,
  Svg,
  View,
} from "@react-pdf/renderer";
import type { ComponentProps, ReactNode } from "react";
import { barcodeModules } from "../../core/receipt/code128";
import { stackTaxes, taxTableFits, totalScale } from "../../core/receipt/fit-receipt";
import { modulePath } from "../../core/receipt/module-path";
import { isWideQr, qrModules } from "../../core/receipt/qr-code";
import type {
  ReceiptBlock,
  ReceiptDocument,
  ReceiptItem,
  ReceiptRow,
} from "../../core/receipt/receipt-document";
import { PAPER, PDF_STYLES as styles, TOTAL_LABEL_SIZE, UNIT } from "./pdf-styles";
import { loadReceiptFonts, toPdfText } from "./receipt-fonts";

/** Beyond this a single page would pass the 200 inches that readers accept. */
const ONE_PAGE_ITEMS_MAX = 300;

/**
 * A receipt as a PDF of the roll's width, black only. One page as long as its content; a very long
 * receipt goes on over pages of A4's height.
 */
export async function renderReceiptPdf(document: ReceiptDocument): Promise<Uint8Array> {
  await loadReceiptFonts();
  const itemCount = document.blocks.reduce(
    (count, block) => count + (block.kind === "items" ? block.items.length : 0),
    0,
  );
  const isLong = itemCount > ONE_PAGE_ITEMS_MAX;
  const title = `${document.title} ${document.receiptNumber}`;
  return renderToBuffer(
    <Document title={title} language={document.language} creator="Kaunta" producer="Kaunta">
      <Page size={isLong ? PAPER.pages : PAPER.roll} wrap={isLong} style={styles.page}>
        {document.blocks.map((block, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the blocks never change their order.
          <Block key={index} block={block} />
        ))}
      </Page>
    </Document>,
  );
}

function Block({ block }: { block: ReceiptBlock }): ReactNode {
  switch (block.kind) {
    case "marks":
      return (
        <View style={styles.marks}>
          {block.marks.map((mark) => (
            <Text key={mark} style={styles.mark}>
              {mark}
            </Text>
          ))}
        </View>
      );
    case "header":
      return (
        <View>
          <Text style={styles.name}>{block.name}</Text>
          <Lines lines={block.lines} style={styles.centred} />
        </View>
      );
    case "title":
      return <Text style={[styles.centred, styles.strong]}>{block.text}</Text>;
    case "rule":
      return <View style={styles.rule} />;
    case "rows":
      return <Rows rows={block.rows} />;
    case "items":
      return (
        <View>
          {block.items.map((item, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines keep their order and may repeat.
            <Item key={index} item={item} isFirst={index === 0} />
          ))}
        </View>
      );
    case "total":
      return <Total label={block.label} amount={block.amount} />;
    case "taxes":
      return <Taxes block={block} />;
    case "proof":
      return <Proof payload={block.payload} facts={block.facts} />;
    case "lines":
      return (
        <View style={styles.lines}>
          <Lines
            lines={block.lines}
            style={block.isStrong ? [styles.centred, styles.closing] : [styles.centred]}
          />
        </View>
      );
    case "barcode":
      return <Barcode value={block.value} />;
  }
}

/** The one place where text reaches the page: what no font draws is replaced, not lost. */
function Text({ style = {}, children }: { style?: TextStyle; children: string }) {
  return <PdfText style={style}>{toPdfText(children)}</PdfText>;
}

type TextStyle = NonNullable<ComponentProps<typeof View>["style"]>;

function Lines({ lines, style }: { lines: readonly string[]; style: TextStyle }) {
  return lines.map((line, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: lines keep their order and may repeat.
    <Text key={index} style={style}>
      {line}
    </Text>
  ));
}

function Total({ label, amount }: { label: string; amount: string }) {
  const fontSize = 27 * UNIT * totalScale(amount);
  // The renderer aligns boxes, not baselines; Inter's ascent is 0.97 of its size.
  const paddingTop = Math.max(0, fontSize - TOTAL_LABEL_SIZE) * 0.97;
  return (
    <View style={styles.total}>
      <Text style={[styles.totalLabel, { paddingTop }]}>{label}</Text>
      <Text style={[styles.totalAmount, styles.tabular, { fontSize }]}>{amount}</Text>
    </View>
  );
}

/** Tabular figures are for figures: they would tear the hyphens of a receipt number apart. */
const AMOUNT = /^[\u2212\d.,£€$]+$/;

function Rows({ rows }: { rows: readonly ReceiptRow[] }) {
  return (
    <View>
      {rows.map((row, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows keep their order and may repeat.
        <View key={index} style={styles.row} wrap={false}>
          <Text style={row.isStrong ? [styles.label, styles.strong] : styles.label}>
            {row.label}
          </Text>
          <Text
            style={[
              styles.value,
              row.isStrong ? styles.strong : {},
              AMOUNT.test(row.value) ? styles.tabular : {},
            ]}
          >
            {row.value}
          </Text>
        </View>
      ))}
    </View>
  );
}

function Item({ item, isFirst }: { item: ReceiptItem; isFirst: boolean }) {
  return (
    <View style={isFirst ? {} : styles.item} wrap={false}>
      <Text style={styles.strong}>{item.name}</Text>
      <Amount label={item.detail} amount={item.amount} taxClass={item.taxClass} />
      {item.reductions.map(({ label, amount }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: reductions keep their order and may repeat.
        <Amount key={index} label={label} amount={amount} taxClass="" />
      ))}
      <Lines lines={item.notes} style={{}} />
    </View>
  );
}

function Amount(props: { label: string; amount: string; taxClass: string }) {
  return (
    <View style={styles.row}>
      <Text style={styles.label}>{props.label}</Text>
      <Text style={[styles.figure, styles.tabular]}>{props.amount}</Text>
      <Text style={styles.taxClass}>{props.taxClass}</Text>
    </View>
  );
}

function Taxes({ block }: { block: Extract<ReceiptBlock, { kind: "taxes" }> }) {
  if (!taxTableFits(block)) return <Rows rows={stackTaxes(block)} />;
  const rows = [block.heading, ...block.rows, block.total];
  const isStrong = (index: number) => index === 0 || index === rows.length - 1;
  return (
    <View style={styles.taxes}>
      {(["label", "net", "tax", "gross"] as const).map((column) => (
        <View key={column} style={column === "label" ? styles.label : styles.taxFigures}>
          {rows.map((row, index) => (
            <Text
              // biome-ignore lint/suspicious/noArrayIndexKey: rows keep their order and may repeat.
              key={index}
              style={[
                isStrong(index) ? styles.strong : {},
                column === "label" ? {} : styles.tabular,
              ]}
            >
              {row[column]}
            </Text>
          ))}
        </View>
      ))}
    </View>
  );
}

function Proof({ payload, facts }: { payload: string; facts: readonly ReceiptRow[] }) {
  const modules = qrModules(payload);
  const isWide = isWideQr(modules);
  return (
    <View style={isWide ? [styles.proof, styles.wideProof] : styles.proof} wrap={false}>
      <Svg
        viewBox={`0 0 ${modules.length} ${modules.length}`}
        style={isWide ? styles.wideQr : styles.qr}
      >
        <Path d={modulePath(modules)} fill="#000" />
      </Svg>
      <View>
        {facts.map((fact) => (
          <View key={fact.label} style={styles.fact}>
            <Text style={styles.factLabel}>{fact.label}</Text>
            <Text style={styles.code}>{fact.value}</Text>
          </View>
        ))}
      </View>
    </View>
  );
}

const BAR_HEIGHT = 46;

function Barcode({ value }: { value: string }) {
  const modules = barcodeModules(value);
  return (
    <View style={styles.lines} wrap={false}>
      {modules ? (
        <Svg
          viewBox={`0 0 ${modules.length} ${BAR_HEIGHT}`}
          style={[styles.bars, { width: modules.length * UNIT, height: BAR_HEIGHT * UNIT }]}
        >
          <Path d={modulePath([modules], BAR_HEIGHT)} fill="#000" />
        </Svg>
      ) : null}
      <Text style={[styles.centred, styles.code]}>{value}</Text>
    </View>
  );
}
