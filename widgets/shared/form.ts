// What is typed into a form, what of it goes out, and what the server says is wrong, field by field.
//
// A field's name is its path in the mutation's input, with dots: "endDate", "policyholder.address.line1".

import type { AddPolicyMutation } from "../generated/operations.ts";

export type UserError = NonNullable<AddPolicyMutation["addPolicy"]>["userErrors"][number];

/** What the server would not take, by field. */
export class UserErrors {
  readonly all: readonly UserError[];

  constructor(all: readonly UserError[]) {
    this.all = all;
  }

  /** What to say beside the field. */
  at(name: string): string | undefined {
    return this.all.find((error) => nameOf(error) === name)?.message;
  }

  /** What belongs to none of the fields that are shown: it stands above them. */
  beside(names: readonly string[]): UserError[] {
    return this.all.filter((error) => !names.includes(nameOf(error)));
  }

  has(code: UserError["code"]): boolean {
    return this.all.some((error) => error.code === code);
  }
}

function nameOf({ field }: UserError): string {
  return (field ?? []).slice(1).join(".");
}

/** The texts in a form's fields. An empty text is an empty field. */
export class Form {
  readonly #initial: Readonly<Record<string, string>>;
  #values: Record<string, string>;

  /** `initial` may be null where a record has nothing. */
  constructor(initial: Record<string, string | null | undefined> = {}) {
    this.#initial = Object.fromEntries(Object.entries(initial).map(([name, value]) => [name, value ?? ""]));
    this.#values = { ...this.#initial };
  }

  get(name: string): string {
    return this.#values[name] ?? "";
  }

  set(name: string, value: string): void {
    this.#values = { ...this.#values, [name]: value };
  }

  /** Puts back what the record has. */
  reset(name: string): void {
    this.set(name, this.#initial[name] ?? "");
  }

  /** Whether anything was typed that would be lost. */
  get touched(): boolean {
    return this.#changed().length > 0;
  }

  /** The same typing on top of a record that has changed meanwhile: fields not touched here take its values. */
  on(initial: Record<string, string | null | undefined>): Form {
    const form = new Form(initial);
    for (const [name, value] of this.#changed()) form.set(name, value);
    return form;
  }

  /** The fields that differ from the record. */
  get changed(): string[] {
    return this.#changed().map(([name]) => name);
  }

  /** Every field that holds something, as a mutation's input: for a new record. */
  filled(): Record<string, unknown> {
    return nested(Object.entries(this.#values).filter(([, value]) => value.trim() !== ""));
  }

  /** The fields that differ from the record, emptied ones as null: for an edit. */
  changes(): Record<string, unknown> {
    return nested(this.#changed().map(([name, value]) => [name, value.trim() === "" ? null : value]));
  }

  #changed(): [string, string][] {
    return Object.entries(this.#values).filter(([name, value]) => value !== (this.#initial[name] ?? ""));
  }
}

function nested(entries: readonly (readonly [string, string | null])[]): Record<string, unknown> {
  const input: Record<string, unknown> = {};
  for (const [name, value] of entries) {
    const path = name.split(".");
    const last = path.pop() ?? name;
    let place = input;
    for (const step of path) place = (place[step] ??= {}) as Record<string, unknown>;
    place[last] = value;
  }
  return input;
}

/** Puts the cursor into the first field that is wrong. Call it when the form has been drawn with its errors. */
export function focusFirstWrong(root: ParentNode): void {
  const wrong = root.querySelector<HTMLElement>(".wrong");
  const control = wrong?.matches(":not(div, fieldset)")
    ? wrong
    : wrong?.querySelector<HTMLElement>("input, select, textarea, button");
  (control ?? root.querySelector<HTMLElement>(".form-errors"))?.focus();
}
