// Form fields as templates: label, control, hint, and the server's error message.
//
// They are rendered into the form's own shadow root, so that ids connect labels, hints and errors.

import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import type { FormState, UserErrors } from "./form-state.ts";
import * as icons from "./icons.ts";

/** The latest date a date field accepts: without a maximum, browsers allow years of six digits. */
export const MAX_DATE = "9999-12-31";

/** Describes a field. `name` is its dotted path in the mutation's input. */
export interface Field {
  name: string;
  label: string;
  hint?: string | TemplateResult | undefined;
  required?: boolean | undefined;
  maxLength?: number | null | undefined;
  /** Spans all columns. */
  wide?: boolean | undefined;
  /** Omits "(optional)", as in a section that says so itself. */
  hideOptional?: boolean | undefined;
}

/** What a field reads and writes: the form's values, its errors, and the callback after a change. */
export interface FormBinding {
  form: FormState;
  errors: UserErrors;
  onChange: (name: string) => void;
}

/** A single line of text. `inputMode` is the keyboard that a phone shows. */
export function textField(
  binding: FormBinding,
  field: Field,
  inputMode: "text" | "decimal" | "numeric" = "text",
): TemplateResult {
  return fieldFrame(binding, field, (describedBy) => input(binding, field, describedBy, "text", inputMode));
}

/** A date, entered in the browser's own date picker. */
export function dateField(binding: FormBinding, field: Field): TemplateResult {
  return fieldFrame(binding, field, (describedBy) => input(binding, field, describedBy, "date", "text"));
}

/** An amount in US dollars. */
export function moneyField(binding: FormBinding, field: Field): TemplateResult {
  return fieldFrame(
    binding,
    field,
    (describedBy) =>
      html`<div class="affix">
        <span aria-hidden="true">$</span>${input(binding, field, describedBy, "text", "decimal")}
      </div>`,
  );
}

/** A drop-down. `labels` maps each value to its label; an empty option comes first while nothing is selected. */
export function selectField(
  binding: FormBinding,
  field: Field,
  labels: Readonly<Record<string, string>>,
): TemplateResult {
  const selected = binding.form.get(field.name);
  const emptyLabel = field.required ? "Choose…" : "Not given";
  return fieldFrame(
    binding,
    field,
    (describedBy) =>
      html`<select
        id=${field.name}
        name=${field.name}
        aria-describedby=${describedBy}
        aria-invalid=${ariaInvalid(binding, field)}
        ?required=${field.required}
        @change=${changeHandler(binding, field)}
      >
        ${field.required && selected ? nothing : html`<option value="" ?selected=${!selected}>${emptyLabel}</option>`}
        ${Object.entries(labels).map(
          ([value, label]) => html`<option value=${value} ?selected=${value === selected}>${label}</option>`,
        )}
      </select>`,
  );
}

function input(
  binding: FormBinding,
  field: Field,
  describedBy: unknown,
  type: string,
  inputMode: string,
): TemplateResult {
  return html`<input
    id=${field.name}
    name=${field.name}
    type=${type}
    inputmode=${inputMode}
    autocomplete="off"
    maxlength=${field.maxLength ?? nothing}
    max=${type === "date" ? MAX_DATE : nothing}
    aria-describedby=${describedBy}
    aria-invalid=${ariaInvalid(binding, field)}
    ?required=${field.required}
    .value=${live(binding.form.get(field.name))}
    @input=${changeHandler(binding, field)}
  />`;
}

function fieldFrame(
  binding: FormBinding,
  field: Field,
  control: (describedBy: unknown) => TemplateResult,
): TemplateResult {
  const error = binding.errors.messageFor(field.name);
  const describedBy = [field.hint && `${field.name}-hint`, error && `${field.name}-error`].filter(Boolean).join(" ");
  const isMarkedOptional = !field.required && !field.hideOptional;
  return html`<div class="field ${error ? "invalid" : ""} ${field.wide ? "wide" : ""}">
    <label for=${field.name}>
      ${field.label}${isMarkedOptional ? html` <span class="optional">(optional)</span>` : nothing}
    </label>
    ${control(describedBy || nothing)}
    ${field.hint ? html`<div class="hint" id="${field.name}-hint">${field.hint}</div>` : nothing}
    ${error ? html`<div class="error" id="${field.name}-error">${icons.warning}${error}</div>` : nothing}
  </div>`;
}

function ariaInvalid({ errors }: FormBinding, { name }: Field): unknown {
  return errors.messageFor(name) ? "true" : nothing;
}

function changeHandler({ form, onChange }: FormBinding, { name }: Field) {
  return (event: Event): void => {
    form.set(name, (event.target as HTMLInputElement | HTMLSelectElement).value);
    onChange(name);
  };
}

/** The errors that belong to none of the fields named, above the form. */
export function errorSummary(errors: UserErrors, fieldNames: readonly string[]): TemplateResult | typeof nothing {
  const unmatched = errors.without(fieldNames);
  if (!unmatched.length) return nothing;
  return html`<div class="notice danger form-errors" role="alert" tabindex="-1">
    ${icons.warning}
    <ul>
      ${unmatched.map(({ message }) => html`<li>${message}</li>`)}
    </ul>
  </div>`;
}
