import type { ReactNode } from "react";
import { BrandMark } from "../ui/brand-mark";
import { Card } from "../ui/card";

/** The one card of a page on which somebody comes in. */
export function AccountCard({ title, children }: { title: string; children: ReactNode }) {
  return (
    <main className="flex min-h-dvh flex-col items-center justify-center gap-4 bg-surface px-4 py-8">
      <Card className="w-full max-w-100 p-6 sm:p-8">
        <div className="mb-6 flex items-center gap-3">
          <BrandMark className="size-9 shrink-0" />
          <h1 className="text-balance text-title">{title}</h1>
        </div>
        {children}
      </Card>
    </main>
  );
}
