"use client";

import { useCallback, useEffect, useState } from "react";
import type { Refusal } from "../../till/react/till-state";
import { type TillApiError, tillApi } from "./api";
import { isDomainErrorCode } from "./domain-error-code";

export type SetUpStore = Awaited<ReturnType<typeof tillApi.stores.list.query>>["items"][number];

export type SetUpFacts =
  | { readonly kind: "checking" }
  | { readonly kind: "signed_out" }
  | { readonly kind: "failed"; readonly refusal: Refusal | null }
  | {
      readonly kind: "ready";
      readonly name: string;
      readonly isDemo: boolean;
      readonly stores: readonly SetUpStore[];
    };

function codeOf(error: unknown): string | null {
  return (error as Partial<TillApiError>).data?.domainCode ?? null;
}

async function readFacts(): Promise<SetUpFacts> {
  try {
    const me = await tillApi.session.me.query();
    const { items } = await tillApi.stores.list.query();
    return { kind: "ready", name: me.displayName, isDemo: me.tenant.isDemo, stores: items };
  } catch (error) {
    const code = codeOf(error);
    if (code === "unauthenticated") {
      return { kind: "signed_out" };
    }
    const refusal = isDomainErrorCode(code) ? { code, details: {} } : null;
    return { kind: "failed", refusal };
  }
}

/** Who is signed in on this device and which stores may take it. */
export function useSetUpFacts() {
  const [facts, setFacts] = useState<SetUpFacts>({ kind: "checking" });
  const check = useCallback(async () => {
    setFacts({ kind: "checking" });
    setFacts(await readFacts());
  }, []);
  useEffect(() => {
    void check();
  }, [check]);
  return { facts, check };
}
