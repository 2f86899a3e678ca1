// The upper half of the CMS-1500 (02/12): its boxes in the order of their numbers, and what each looks like.

/** `choices` are the boxes to tick; `birth` is a date with the boxes of the sex; `address` has three lines. */
export type BoxKind = "text" | "choices" | "birth" | "address";

export interface FormBox {
  number: string;
  kind: BoxKind;
  choices?: readonly string[];
  /** The label of a box that no insurance policy fills. */
  unused?: string;
}

export const FORM_BOXES: readonly FormBox[] = [
  {
    number: "1",
    kind: "choices",
    choices: ["MEDICARE", "MEDICAID", "TRICARE", "CHAMPVA", "GROUP HEALTH PLAN", "FECA BLK LUNG", "OTHER"],
  },
  { number: "1a", kind: "text" },
  { number: "2", kind: "text" },
  { number: "3", kind: "birth" },
  { number: "4", kind: "text" },
  { number: "5", kind: "address" },
  { number: "6", kind: "choices", choices: ["SELF", "SPOUSE", "CHILD", "OTHER"] },
  { number: "7", kind: "address" },
  { number: "8", kind: "text", unused: "Reserved for NUCC use" },
  { number: "9", kind: "text" },
  { number: "9a", kind: "text" },
  { number: "9b", kind: "text", unused: "Reserved for NUCC use" },
  { number: "9c", kind: "text", unused: "Reserved for NUCC use" },
  { number: "9d", kind: "text" },
  { number: "10", kind: "text", unused: "Is patient's condition related to" },
  { number: "10a", kind: "choices", choices: ["YES", "NO"], unused: "Employment?" },
  { number: "10b", kind: "choices", choices: ["YES", "NO"], unused: "Auto accident?" },
  { number: "10c", kind: "choices", choices: ["YES", "NO"], unused: "Other accident?" },
  { number: "10d", kind: "text", unused: "Claim codes" },
  { number: "11", kind: "text" },
  { number: "11a", kind: "birth" },
  { number: "11b", kind: "text", unused: "Other claim ID" },
  { number: "11c", kind: "text" },
  { number: "11d", kind: "choices", choices: ["YES", "NO"] },
  { number: "12", kind: "text", unused: "Patient's or authorized person's signature" },
  { number: "13", kind: "text", unused: "Insured's or authorized person's signature" },
];

export const SEXES = ["M", "F"];

/** The parts of a value such as `04 23 2001 F`. */
export function splitBirth(value: string): { date: string; sex: string } {
  const [month, day, year, sex = ""] = value.split(" ");
  return { date: [month, day, year].join(" "), sex };
}

/** The parts of an address of three lines; the state is the last word of the second. */
export function splitAddress(value: string): { street: string; city: string; state: string; postalCode: string } {
  const [street = "", place = "", postalCode = ""] = value.split("\n");
  const end = place.lastIndexOf(" ");
  return { street, city: place.slice(0, Math.max(end, 0)), state: place.slice(end + 1), postalCode };
}
