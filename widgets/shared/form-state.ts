// A form's values, the mutation input built from them, and the server's errors by field.
//
// A field's name is its dotted path in the mutation's input: "endDate", "policyholder.address.line1".

import type { AddPolicyMutation } from "../generated/operations.ts";

export type UserError = NonNullable<AddPolicyMutation["addPolicy"]>["userErrors"][number];

/** The errors of a payload, looked up by field. */
export class UserErrors {
  readonly all: readonly UserError[];

  constructor(all: readonly UserError[] = []) {
    this.all = all;
  }

  /** The first message for the field. */
  messageFor(name: string): string | undefined {
    return this.all.find((error) => fieldName(error) === name)?.message;
  }

  /** The errors that belong to none of the fields. */
  without(names: readonly string[]): UserError[] {
    return this.all.filter((error) => !names.includes(fieldName(error)));
  }

  has(code: UserError["code"]): boolean {
    return this.all.some((error) => error.code === code);
  }
}

/** The dotted name of the field that the error is about; "" where it is about the whole input. */
export function fieldName({ field }: UserError): string {
  return (field ?? []).slice(1).join(".");
}

/** Values by field name; null or undefined where the record has none. */
export type FormValues = Record<string, string | null | undefined>;

/** The strings in a form's fields, and the record's values they started from. An empty string is an empty field. */
export class FormState {
  readonly #initial: Readonly<Record<string, string>>;
  #values: Record<string, string>;
  /** The fields whose text is complete: the person has left them. */
  readonly #left = new Set<string>();

  constructor(initial: FormValues = {}) {
    this.#initial = Object.fromEntries(Object.entries(initial).map(([name, value]) => [name, value ?? ""]));
    this.#values = { ...this.#initial };
  }

  get(name: string): string {
    return this.#values[name] ?? "";
  }

  set(name: string, value: string): void {
    this.#values = { ...this.#values, [name]: value };
    this.#left.delete(name);
  }

  /** The person has left the field: what is wrong with its text can be shown. */
  leave(name: string): void {
    this.#left.add(name);
  }

  hasLeft(name: string): boolean {
    return this.#left.has(name);
  }

  /** Restores the record's value. */
  reset(name: string): void {
    this.set(name, this.#initial[name] ?? "");
  }

  /** Whether there are changes that closing the form would lose. */
  get isDirty(): boolean {
    return this.#changedEntries().length > 0;
  }

  /** The same changes on a newer state of the record: fields without changes take its values. */
  rebase(initial: FormValues): FormState {
    const form = new FormState(initial);
    for (const [name, value] of this.#changedEntries()) form.set(name, value);
    return form;
  }

  /** The names of the fields that differ from the record. */
  get changedNames(): string[] {
    return this.#changedEntries().map(([name]) => name);
  }

  /** The input of an add mutation: every field that has a value. */
  toAddInput(): Record<string, unknown> {
    return nest(Object.entries(this.#values).filter(([, value]) => value.trim() !== ""));
  }

  /** The input of an edit mutation: the fields that differ from the record, emptied ones as null. */
  toEditInput(): Record<string, unknown> {
    return nest(this.#changedEntries().map(([name, value]) => [name, value.trim() === "" ? null : value]));
  }

  #changedEntries(): [string, string][] {
    return Object.entries(this.#values).filter(([name, value]) => value !== (this.#initial[name] ?? ""));
  }
}

/** {"address.city": "Austin"} as {address: {city: "Austin"}}. */
function nest(entries: readonly (readonly [string, string | null])[]): Record<string, unknown> {
  const root: Record<string, unknown> = {};
  for (const [name, value] of entries) {
    const path = name.split(".");
    const last = path.pop() ?? name;
    let parent = root;
    for (const key of path) parent = (parent[key] ??= {}) as Record<string, unknown>;
    parent[last] = value;
  }
  return root;
}

/** Focuses the first invalid field, or else the error summary. Call it after the errors have been rendered. */
export function focusFirstInvalid(root: ParentNode): void {
  const invalid = root.querySelector<HTMLElement>(".invalid");
  // A component with this class delegates the focus to its own control.
  const control = invalid?.matches(":not(div, fieldset)")
    ? invalid
    : invalid?.querySelector<HTMLElement>("input, select, textarea, button");
  (control ?? root.querySelector<HTMLElement>(".form-errors"))?.focus();
}
