// Dates as people type and paste them, and as a date field shows them: 03/05/2026.

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const ISO_DATE = /^\d{4}-\d{2}-\d{2}$/;
/** What spreadsheets and other systems append to a date without a time. */
const MIDNIGHT = /[t ]0?0:00(:00(\.0+)?)?z?$|,? 12:00(:00)? ?am$/;
const WEEKDAY = /^(mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,? /;
/** Year, month and day by their names in the groups. */
const PATTERNS = [
  /^(?<year>\d{4})[-/.](?<month>\d{1,2})[-/.](?<day>\d{1,2})$/, // 2026-03-05
  /^(?<month>\d{1,2})[-/. ](?<day>\d{1,2})[-/. ](?<year>\d{4}|\d{2})$/, // 3/5/2026, 3/5/26
  /^(?<month>\d{2})(?<day>\d{2})(?<year>\d{4}|\d{2})$/, // 03052026, 030526
  /^(?<year>\d{4})(?<month>\d{2})(?<day>\d{2})$/, // 20260305, as in electronic claims
  /^(?<month>[a-z]{3,9})\.?[- ](?<day>\d{1,2})(st|nd|rd|th)?,?[- ](?<year>\d{4}|\d{2})$/, // March 5, 2026
  /^(?<day>\d{1,2})(st|nd|rd|th)?[- ](?<month>[a-z]{3,9})\.?,?[- ](?<year>\d{4}|\d{2})$/, // 5-Mar-2026
];

export interface DateTextOptions {
  /** Today's date, YYYY-MM-DD: what "t" means. */
  today: string;
  /** A date of birth: a year of two digits is the latest one that is not in the future. */
  isPast?: boolean;
}

/**
 * The date that a text means, as YYYY-MM-DD; undefined where it means none. A year of two digits is taken from the 50
 * years before today to the 49 after. Nothing is guessed: neither a missing year nor the order day, month, year.
 */
export function parseDate(text: string, { today, isPast = false }: DateTextOptions): string | undefined {
  const plain = plainText(text);
  if (plain === "t" || plain === "today") return today;
  for (const parts of matches(plain)) {
    const isShort = parts.year.length === 2;
    const years = isShort ? fullYears(parts.year, today, isPast) : [parts.year];
    const dates = years.flatMap((year) => calendarDate(year, parts.month, parts.day) ?? []);
    const date = isShort && isPast ? dates.find((candidate) => candidate <= today) : dates[0];
    if (date) return date;
  }
  return undefined;
}

/** The date of a text with a year of four digits: unlike "3/5/20", it is not on the way to another date. */
export function parseCompleteDate(text: string): string | undefined {
  for (const { year, month, day } of matches(plainText(text))) {
    const date = year.length === 4 ? calendarDate(year, month, day) : undefined;
    if (date) return date;
  }
  return undefined;
}

/** "03/05/2026" for 2026-03-05; any other text as it is. */
export function formatDateText(value: string): string {
  if (!isDate(value)) return value;
  const [year = "", month = "", day = ""] = value.split("-");
  return `${month}/${day}/${year}`;
}

/** Whether the text is a date of the calendar as the API writes it, YYYY-MM-DD. */
export function isDate(text: string): boolean {
  const [year = "", month = "", day = ""] = text.split("-");
  return ISO_DATE.test(text) && calendarDate(year, month, day) === text;
}

/** Lower case, without what pasted text brings along: invisible characters, other dashes and spaces, midnight. */
function plainText(text: string): string {
  return text
    .normalize("NFKC")
    .replace(/\p{Cf}/gu, "")
    .replace(/\p{Pd}|\u2212/gu, "-")
    .replace(/\s+/g, " ")
    .trim()
    .toLowerCase()
    .replace(MIDNIGHT, "")
    .replace(WEEKDAY, "")
    .replace(/ ?([-/]) ?/g, "$1");
}

function matches(plain: string): { year: string; month: string; day: string }[] {
  return PATTERNS.flatMap((pattern) => {
    const { year = "", month = "", day = "" } = pattern.exec(plain)?.groups ?? {};
    return year ? [{ year, month: monthNumber(month), day }] : [];
  });
}

/** "3" for "mar", "march" and "3"; "" for any other word. */
function monthNumber(month: string): string {
  if (/^\d/.test(month)) return month;
  const index = MONTHS.indexOf(month.slice(0, 3));
  return isMonthName(month, index) ? String(index + 1) : "";
}

function isMonthName(word: string, index: number): boolean {
  if (index < 0) return false;
  const name = new Intl.DateTimeFormat("en-US", { month: "long", timeZone: "UTC" }).format(Date.UTC(2000, index, 1));
  return word === "sept" || word.length === 3 || word === name.toLowerCase();
}

/** The years that end in two digits, the likeliest first. */
function fullYears(digits: string, today: string, isPast: boolean): string[] {
  const thisYear = Number(today.slice(0, 4));
  const latest = isPast ? thisYear : thisYear + 49;
  const year = latest - ((((latest - Number(digits)) % 100) + 100) % 100);
  return [String(year), ...(isPast ? [String(year - 100)] : [])];
}

/** YYYY-MM-DD; undefined for a day that the calendar does not have. */
function calendarDate(year: string, month: string, day: string): string | undefined {
  const date = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  const time = Date.parse(`${date}T00:00:00Z`);
  // Some engines take February 30 for March 2.
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(date) ? date : undefined;
}
