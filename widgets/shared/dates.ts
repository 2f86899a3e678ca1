// Days are texts, YYYY-MM-DD, and stay texts: a Date object has a time and a zone, and shows the day before to half the world.

const DAY = new Intl.DateTimeFormat("en-US", { dateStyle: "medium", timeZone: "UTC" });
const MONTHS = new Intl.DateTimeFormat("en-US", { month: "short", timeZone: "UTC" });

/** "Feb 28, 2025". */
export function day(date: string): string {
  return DAY.format(ordinal(date) * 86_400_000);
}

/** "Feb" of a month's number, 1 to 12. */
export function month(number: number): string {
  return MONTHS.format(Date.UTC(2000, number - 1, 1));
}

/** "Jan 1, 2024 – Feb 28, 2025"; with one end open, "since" or "until". */
export function period(from: string | null | undefined, to: string | null | undefined): string {
  if (from && to) return from === to ? day(from) : `${day(from)} – ${day(to)}`;
  if (from) return `Since ${day(from)}`;
  return to ? `Until ${day(to)}` : "No dates";
}

/** The day's number, counted from the first of January 1970: days can be told apart and drawn by it. */
export function ordinal(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / 86_400_000;
}

/** What day it is in a time zone (IANA), such as the practice's. */
export function today(timeZone: string): string {
  // Put together from its parts: no locale promises the order and the dashes of YYYY-MM-DD.
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  }).formatToParts();
  return (["year", "month", "day"] as const).map((type) => parts.find((part) => part.type === type)!.value).join("-");
}

/** "Nov 3, 2026, 6:48 PM" of an instant, in a time zone. */
export function instant(at: string, timeZone: string): string {
  return new Intl.DateTimeFormat("en-US", { dateStyle: "medium", timeStyle: "short", timeZone }).format(new Date(at));
}
