// Dates stay strings, YYYY-MM-DD: a Date object is an instant, and shows the day before in time zones west of UTC.

const DAY_FORMAT = new Intl.DateTimeFormat("en-US", { month: "short", day: "numeric", timeZone: "UTC" });
const MS_PER_DAY = 86_400_000;

/** "Feb 28, 2025". The year always has four digits: the year 24 is not taken for 2024. */
export function formatDate(date: string): string {
  return `${DAY_FORMAT.format(dayNumber(date) * MS_PER_DAY)}, ${date.slice(0, 4)}`;
}

/** "Jan 1, 2024 – Feb 28, 2025"; "Since …" or "Until …" with one date only. */
export function formatPeriod(from: string | null | undefined, to: string | null | undefined): string {
  if (from && to) return from === to ? formatDate(from) : `${formatDate(from)} – ${formatDate(to)}`;
  if (from) return `Since ${formatDate(from)}`;
  return to ? `Until ${formatDate(to)}` : "No dates";
}

/** The day after a date. */
export function nextDay(date: string): string {
  return new Date((dayNumber(date) + 1) * MS_PER_DAY).toISOString().slice(0, 10);
}

/** Days since January 1, 1970, to compare and draw dates. */
export function dayNumber(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / MS_PER_DAY;
}

/** Today's date in a time zone (IANA name), such as the practice's; without one, in the browser's. */
export function currentDate(timeZone?: string): string {
  // Assembled from parts, because no locale guarantees the format YYYY-MM-DD.
  const format = new Intl.DateTimeFormat("en-US", {
    ...(timeZone && { timeZone }),
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  });
  const parts = Object.fromEntries(format.formatToParts().map(({ type, value }) => [type, value]));
  return `${parts["year"]}-${parts["month"]}-${parts["day"]}`;
}

/** "Nov 3, 2026, 6:48 PM": an ISO 8601 timestamp in a time zone. */
export function formatDateTime(at: string, timeZone: string): string {
  const format = new Intl.DateTimeFormat("en-US", { dateStyle: "medium", timeStyle: "short", timeZone });
  return format.format(new Date(at));
}
