"use client";

import { FileDown, FileText, Printer } from "lucide-react";
import { useMessages } from "../../messages/use-messages";
import { buttonClasses } from "../../ui/button-classes";

/** The same receipt for paper, for a printer and for a mail; the browser's own downloads. */
export function ReceiptLinks({ saleId }: { saleId: string }) {
  const { office } = useMessages();
  const base = `/api/v1/transactions/${saleId}/receipt`;
  const links = [
    { href: `${base}.pdf`, label: office.printPdf, icon: <FileDown /> },
    { href: `${base}.escpos`, label: office.printEscpos, icon: <Printer /> },
    { href: `${base}.txt`, label: office.printText, icon: <FileText /> },
  ];
  return (
    <span className="-me-2 flex gap-0.5">
      {links.map(({ href, label, icon }) => (
        <a
          key={href}
          href={href}
          target="_blank"
          rel="noreferrer"
          className={buttonClasses({ kind: "quiet", className: "px-2! text-text-muted" })}
        >
          {icon}
          {label}
        </a>
      ))}
    </span>
  );
}
