/** Every zone that the browser knows, and the one that is chosen. */
export function timezoneOptions(chosen: string): { value: string; label: string }[] {
  const known = new Set([...Intl.supportedValuesOf("timeZone"), chosen]);
  return [...known].sort().map((value) => ({ value, label: value.replaceAll("_", " ") }));
}
