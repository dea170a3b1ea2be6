"use client";

import { useMessages } from "../messages/use-messages";
import { Button } from "../ui/button";
import { Card, CardHeader, CardRow, CardRows } from "../ui/card";
import { TwoLines } from "../ui/two-lines";

export type DemoSignIn = {
  readonly email: string;
  readonly role: string;
  readonly tenantName: string;
};

export type DemoSignInsProps = {
  people: readonly DemoSignIn[];
  password: string;
  onChoose: (email: string) => void;
};

/** On demo data everybody may see who can be tried. */
export function DemoSignIns({ people, password, onChoose }: DemoSignInsProps) {
  const { signIn } = useMessages();
  const roles: Record<string, string> = signIn.roles;
  return (
    <Card as="section" labelledBy="demo-sign-ins" className="w-full max-w-100">
      <CardHeader title={signIn.demoTitle} titleId="demo-sign-ins" />
      <p className="px-4 pb-3 text-small text-text-muted">{signIn.demoNote(password)}</p>
      <CardRows className="border-border border-t">
        {people.map(({ email, role, tenantName }) => (
          <CardRow key={`${tenantName} ${email}`}>
            <TwoLines second={`${roles[role] ?? role} · ${tenantName}`}>{email}</TwoLines>
            <Button
              kind="quiet"
              size="office"
              className="ms-auto"
              aria-label={signIn.demoUse(email)}
              onPress={() => onChoose(email)}
            >
              {signIn.use}
            </Button>
          </CardRow>
        ))}
      </CardRows>
    </Card>
  );
}
