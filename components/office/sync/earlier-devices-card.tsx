"use client";

import { useMessages } from "../../messages/use-messages";
import { Card, CardHeader, CardRow, CardRows } from "../../ui/card";
import { TextLink } from "../../ui/text-link";
import type { PlacedTerminal } from "./find-terminal";
import { terminalHref } from "./sync-address";
import { TerminalState } from "./terminal-state";

/** The other enrolments of the same register. */
export function EarlierDevicesCard({
  placed,
  serverTime,
}: {
  placed: PlacedTerminal;
  serverTime: string;
}) {
  const { officeSync } = useMessages();
  const others = placed.register.terminals.filter(({ id }) => id !== placed.terminal.id);
  if (others.length === 0) return null;
  return (
    <Card as="section" labelledBy="terminal-others">
      <CardHeader title={officeSync.earlier} titleId="terminal-others" isRuled />
      <CardRows>
        {others.map((terminal) => (
          <CardRow key={terminal.id}>
            <TextLink href={terminalHref(terminal.id)} className="me-auto shrink-0">
              {terminal.code}
            </TextLink>
            <TerminalState placed={{ ...placed, terminal }} serverTime={serverTime} />
          </CardRow>
        ))}
      </CardRows>
    </Card>
  );
}
