import { TerminalMissing } from "../../../../../components/office/sync/terminal-missing";

export default function TerminalNotFound() {
  return <TerminalMissing />;
}
