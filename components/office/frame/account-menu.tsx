"use client";

import { useMutation } from "@tanstack/react-query";
import { ChevronsUpDown, LogOut, ShieldCheck } from "lucide-react";
import { useRouter } from "next/navigation";
import { Button as AriaButton } from "react-aria-components";
import {
  LANGUAGE_COOKIE,
  LANGUAGE_NAMES,
  LANGUAGES,
  type Language,
} from "../../messages/languages";
import { useLanguage, useMessages } from "../../messages/use-messages";
import { Avatar } from "../../ui/avatar";
import { Button } from "../../ui/button";
import { LinkButton } from "../../ui/link-button";
import { Popover } from "../../ui/popover";
import { SegmentedControl } from "../../ui/segmented-control";
import { showToast } from "../../ui/toast";
import { type Theme, useAppearance } from "../../ui/use-appearance";
import { useOfficeApi } from "../api";
import type { Me } from "../office-outputs";

const COOKIE_SECONDS = 365 * 86_400;

/** Who is signed in, what they read and how it looks, and the way out. */
export function AccountMenu({ me }: { me: Me }) {
  const { office, account } = useMessages();
  const role = me.roleName ?? office.role[me.role] ?? me.role;
  return (
    <Popover
      label={office.account}
      placement="top"
      className="w-64"
      trigger={
        <AriaButton className="flex w-full items-center gap-2.5 rounded-control px-2 py-1.5 text-start transition-colors hover:bg-surface">
          <Avatar name={me.name} />
          <span className="flex min-w-0 flex-1 flex-col">
            <span className="truncate font-figure text-body">{me.name}</span>
            <span className="truncate text-small text-text-muted">{role}</span>
          </span>
          <ChevronsUpDown aria-hidden="true" className="icon-16 shrink-0 text-text-muted" />
        </AriaButton>
      }
    >
      <div className="flex flex-col gap-4">
        <div className="min-w-0">
          <p className="truncate text-heading">{me.name}</p>
          <p className="truncate text-small text-text-muted">{`${role} · ${me.email}`}</p>
        </div>
        <LanguageChoice />
        <ThemeChoice />
        <LinkButton href="/office/account" icon={<ShieldCheck />} isFullWidth>
          {account.title}
        </LinkButton>
        <SignOutButton />
      </div>
    </Popover>
  );
}

function LanguageChoice() {
  const { office } = useMessages();
  const language = useLanguage();
  const router = useRouter();
  const api = useOfficeApi();
  const setLanguage = useMutation(api.session.setLanguage.mutationOptions());
  function choose(chosen: Language) {
    // biome-ignore lint/suspicious/noDocumentCookie: read by the server and by public/appearance.js; the Cookie Store API is not everywhere.
    document.cookie = `${LANGUAGE_COOKIE}=${chosen}; path=/; max-age=${COOKIE_SECONDS}; samesite=lax`;
    setLanguage.mutate({ language: chosen });
    router.refresh();
  }
  return (
    <Choice label={office.language}>
      <SegmentedControl
        label={office.language}
        segments={LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
        value={language}
        onChange={choose}
        isFullWidth
      />
    </Choice>
  );
}

function ThemeChoice() {
  const { office, ui } = useMessages();
  const { theme, setTheme } = useAppearance();
  const labels: Record<Theme, string> = {
    system: office.themeSystem,
    light: ui.themeLight,
    dark: ui.themeDark,
  };
  return (
    <Choice label={office.theme}>
      <SegmentedControl
        label={office.theme}
        segments={(["system", "light", "dark"] as const).map((value) => ({
          value,
          label: labels[value],
        }))}
        value={theme}
        onChange={setTheme}
        isFullWidth
      />
    </Choice>
  );
}

function Choice({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <div className="flex flex-col gap-1.5">
      <span aria-hidden="true" className="text-small text-text-muted">
        {label}
      </span>
      {children}
    </div>
  );
}

function SignOutButton() {
  const { office, errors } = useMessages();
  const api = useOfficeApi();
  const signOut = useMutation(
    api.session.signOut.mutationOptions({
      // A whole load, so that nothing of the session stays in memory.
      onSuccess: () => window.location.assign("/sign-in"),
      onError: () => showToast({ title: office.signOutFailed, detail: errors.offline }),
    }),
  );
  return (
    <Button
      icon={<LogOut />}
      isFullWidth
      isPending={signOut.isPending}
      onPress={() => signOut.mutate()}
    >
      {office.signOut}
    </Button>
  );
}
