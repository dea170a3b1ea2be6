/**
 * A GS1 date, YYMMDD, as YYYY-MM-DD [BC11]: the year is the one ending in YY that lies from 49 years
 * before today to 50 after, and day 00 is the last of its month.
 *
 * @param today YYYY-MM-DD; decides the century alone.
 * @returns null for anything that is no day of the calendar.
 */
export function readGs1Date(digits: string, today: string): string | null {
  if (!/^\d{6}$/.test(digits)) return null;
  const year = fullYear(Number(digits.slice(0, 2)), Number(today.slice(0, 4)));
  const month = Number(digits.slice(2, 4));
  if (month < 1 || month > 12) return null;
  const lastDay = daysIn(year, month);
  const day = Number(digits.slice(4, 6)) || lastDay;
  if (day > lastDay) return null;
  return `${year}-${digits.slice(2, 4)}-${String(day).padStart(2, "0")}`;
}

function fullYear(twoDigits: number, currentYear: number): number {
  const inThisCentury = currentYear - (currentYear % 100) + twoDigits;
  const ahead = inThisCentury - currentYear;
  if (ahead > 50) return inThisCentury - 100;
  return ahead < -49 ? inThisCentury + 100 : inThisCentury;
}

function daysIn(year: number, month: number): number {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  if (month === 2) return isLeap ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}
