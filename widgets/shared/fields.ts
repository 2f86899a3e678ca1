// Form fields as templates: a label, the control, a hint, and beside it what the server said is wrong.
//
// They are drawn into the form's own shadow root, so that labels, errors and the first wrong field are found by id.

import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import type { Form, UserErrors } from "./form.ts";
import * as icons from "./icons.ts";

/** The last day a date field takes: without one, browsers let people type years of six digits. */
export const LAST_DAY = "9999-12-31";

/** What a field is about. `name` is its path in the mutation's input, with dots. */
export interface Field {
  name: string;
  label: string;
  hint?: string | TemplateResult | undefined;
  required?: boolean | undefined;
  maxLength?: number | null | undefined;
  wide?: boolean | undefined;
  /** Where it goes without saying that it is optional, as in a section that says so itself. */
  unmarked?: boolean | undefined;
}

/** Where a field's text is kept, what is wrong with it, and who is told that it has changed. */
export interface Entry {
  form: Form;
  errors: UserErrors;
  changed: (name: string) => void;
}

/** One line of text. `mode` is the keyboard a phone shows. */
export function textField(entry: Entry, field: Field, mode: "text" | "decimal" | "numeric" = "text"): TemplateResult {
  return framed(entry, field, (described) => input(entry, field, described, "text", mode));
}

/** A day, in the browser's own calendar. */
export function dateField(entry: Entry, field: Field): TemplateResult {
  return framed(entry, field, (described) => input(entry, field, described, "date", "text"));
}

/** An amount in US dollars. */
export function moneyField(entry: Entry, field: Field): TemplateResult {
  return framed(
    entry,
    field,
    (described) =>
      html`<div class="affix">
        <span aria-hidden="true">$</span>${input(entry, field, described, "text", "decimal")}
      </div>`,
  );
}

/** One of several. `words` gives each value its name; an empty choice comes first while nothing is chosen. */
export function selectField(entry: Entry, field: Field, words: Readonly<Record<string, string>>): TemplateResult {
  const value = entry.form.get(field.name);
  return framed(
    entry,
    field,
    (described) =>
      html`<select
        id=${field.name}
        name=${field.name}
        aria-describedby=${described}
        aria-invalid=${isWrong(entry, field)}
        ?required=${field.required}
        @change=${change(entry, field)}
      >
        ${field.required && value ? nothing : html`<option value="" ?selected=${!value}>${field.required ? "Choose…" : "Not given"}</option>`}
        ${Object.entries(words).map(([each, name]) => html`<option value=${each} ?selected=${each === value}>${name}</option>`)}
      </select>`,
  );
}

function input(entry: Entry, field: Field, described: unknown, type: string, mode: string): TemplateResult {
  return html`<input
    id=${field.name}
    name=${field.name}
    type=${type}
    inputmode=${mode}
    autocomplete="off"
    maxlength=${field.maxLength ?? nothing}
    max=${type === "date" ? LAST_DAY : nothing}
    aria-describedby=${described}
    aria-invalid=${isWrong(entry, field)}
    ?required=${field.required}
    .value=${live(entry.form.get(field.name))}
    @input=${change(entry, field)}
  />`;
}

function framed(entry: Entry, field: Field, control: (described: unknown) => TemplateResult): TemplateResult {
  const error = entry.errors.at(field.name);
  const described = [field.hint && `${field.name}-hint`, error && `${field.name}-error`].filter(Boolean).join(" ");
  return html`<div class="field ${error ? "wrong" : ""} ${field.wide ? "wide" : ""}">
    <label for=${field.name}>
      ${field.label}${field.required || field.unmarked ? nothing : html` <span class="optional">(optional)</span>`}
    </label>
    ${control(described || nothing)}
    ${field.hint ? html`<div class="hint" id="${field.name}-hint">${field.hint}</div>` : nothing}
    ${error ? html`<div class="error" id="${field.name}-error">${icons.warning}${error}</div>` : nothing}
  </div>`;
}

function isWrong({ errors }: Entry, { name }: Field): unknown {
  return errors.at(name) ? "true" : nothing;
}

function change({ form, changed }: Entry, { name }: Field) {
  return (event: Event): void => {
    form.set(name, (event.target as HTMLInputElement | HTMLSelectElement).value);
    changed(name);
  };
}

/** What is wrong and belongs to no field that is shown, above the form. */
export function formErrors(errors: UserErrors, shown: readonly string[]): TemplateResult | typeof nothing {
  const messages = errors.beside(shown);
  if (!messages.length) return nothing;
  return html`<div class="notice bad form-errors" role="alert" tabindex="-1">
    ${icons.warning}
    <ul>
      ${messages.map(({ message }) => html`<li>${message}</li>`)}
    </ul>
  </div>`;
}
