import type { ReceiptPrinter } from "./printer";

const GIVE_UP_MS = 120_000;

/**
 * Print through the system's own dialog: the receipt in a hidden frame, so that the till itself is
 * never on paper. The browser does not say whether paper came out.
 */
export function createBrowserPrinter(target: Document): ReceiptPrinter {
  return {
    async print(receipt) {
      // Not needed to open the till: fetched ahead while it is idle.
      const { renderPage } = await import("./receipt-page");
      await printHtml(target, renderPage(receipt));
    },
    openDrawer: async () => undefined,
  };
}

function printHtml(target: Document, html: string): Promise<void> {
  const frame = target.createElement("iframe");
  frame.style.cssText = "position:fixed;inset:auto 0 0 auto;width:0;height:0;border:0";
  frame.setAttribute("aria-hidden", "true");
  frame.title = "";
  return new Promise((resolve) => {
    const done = () => {
      frame.remove();
      resolve();
    };
    frame.addEventListener("load", () => {
      const view = frame.contentWindow;
      if (!view) {
        done();
        return;
      }
      view.addEventListener("afterprint", done);
      setTimeout(done, GIVE_UP_MS);
      view.focus();
      view.print();
    });
    frame.srcdoc = html;
    target.body.append(frame);
  });
}
