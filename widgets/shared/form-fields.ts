// Form fields as templates: label, control, hint, and the server's error message.
//
// They are rendered into the form's own shadow root, so that ids connect labels, hints and errors.

import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import "./components/date-input.ts";
import { isDate } from "./date-text.ts";
import type { FormState, UserError, UserErrors } from "./form-state.ts";
import * as icons from "./icons.ts";
import { labelOf } from "./labels.ts";

const INVALID_DATE = "Enter a date such as 3/5/2026.";

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
  /** A date of birth: it is never in the future. */
  isBirthDate?: boolean | undefined;
}

/** What a field reads and writes: the form's values, its errors, and the callback after a change. */
export interface FormBinding {
  form: FormState;
  errors: UserErrors;
  onChange: (name: string) => void;
  /** The practice's time zone, for "Today" in date fields; without it, the browser's. */
  timeZone?: string | undefined;
}

/** A single line of text. `inputMode` is the keyboard that a phone shows. */
export function textField(
  binding: FormBinding,
  field: Field,
  inputMode: "text" | "decimal" | "numeric" = "text",
): TemplateResult {
  return fieldFrame(binding, field, (describedBy) => input(binding, field, describedBy, inputMode));
}

/** A date, typed, pasted or chosen from a calendar. A text that is no date is in the form as it is. */
export function dateField(binding: FormBinding, field: Field): TemplateResult {
  const { form, onChange, timeZone } = binding;
  const { name } = field;
  const error = form.hasLeft(name) && !isDateOrEmpty(form, name) ? INVALID_DATE : undefined;
  return fieldFrame(
    binding,
    field,
    (describedBy) =>
      html`<policybook-date-input
        class="date"
        field-id=${name}
        time-zone=${timeZone ?? ""}
        ?required=${field.required}
        ?past=${field.isBirthDate}
        ?invalid=${error ?? binding.errors.messageFor(name)}
        .describedBy=${describedBy === nothing ? undefined : describedBy}
        .value=${live(form.get(name))}
        @date-change=${({ detail }: CustomEvent<string>) => {
          form.set(name, detail);
          onChange(name);
        }}
        @date-leave=${() => {
          form.leave(name);
          if (!isDateOrEmpty(form, name)) onChange(name);
        }}
      ></policybook-date-input>`,
    error,
  );
}

/** The errors of date fields whose text is no date. Such a form must not be sent. */
export function dateErrors(form: FormState, names: readonly string[]): UserError[] {
  const invalid = names.filter((name) => !isDateOrEmpty(form, name));
  return invalid.map((name) => ({ code: "INVALID", message: INVALID_DATE, field: ["input", ...name.split(".")] }));
}

function isDateOrEmpty(form: FormState, name: string): boolean {
  return form.get(name) === "" || isDate(form.get(name));
}

/** An amount in US dollars. */
export function moneyField(binding: FormBinding, field: Field): TemplateResult {
  return fieldFrame(
    binding,
    field,
    (describedBy) =>
      html`<div class="affix"><span aria-hidden="true">$</span>${input(binding, field, describedBy, "decimal")}</div>`,
  );
}

/** Yes or no. Its value is "true" or empty. */
export function checkboxField(binding: FormBinding, { name, label }: Field): TemplateResult {
  const { form, errors, onChange } = binding;
  const error = errors.messageFor(name);
  return html`<div class="field wide ${error ? "invalid" : ""}">
    <label class="choice">
      <input
        type="checkbox"
        id=${name}
        name=${name}
        aria-describedby=${error ? `${name}-error` : nothing}
        .checked=${live(form.get(name) === "true")}
        @change=${({ target }: Event) => {
          form.set(name, (target as HTMLInputElement).checked ? "true" : "");
          onChange(name);
        }}
      />
      <span>${label}</span>
    </label>
    ${error ? html`<div class="error" id="${name}-error">${icons.warning}${error}</div>` : nothing}
  </div>`;
}

/** The policyholder's fields that are asked: no address of their own where it is the client's. */
export function askedOfPolicyholder<F extends { inputField: string }>(form: FormState, fields: readonly F[]): F[] {
  const sharesAddress = form.get("policyholder.sameAddressAsClient") === "true";
  return fields.filter(({ inputField }) => !(sharesAddress && inputField.startsWith("address.")));
}

/** The policyholder as the API takes it: true or false for the checkbox, and no address beside true. */
export function policyholderInput(values: Record<string, unknown>): Record<string, unknown> {
  const { address, sameAddressAsClient, ...rest } = values;
  if (sameAddressAsClient === "true") return { ...rest, sameAddressAsClient: true };
  return {
    ...rest,
    ...(address === undefined ? {} : { address }),
    ...(sameAddressAsClient === undefined ? {} : { sameAddressAsClient: false }),
  };
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
        ${field.required && selected ? nothing : html`<option value="" .selected=${live(!selected)}>${emptyLabel}</option>`}
        ${options(labels, selected)}
      </select>`,
  );
}

/**
 * The options of a <select>, of which the selected one is set on each render: the attribute `selected` would lose
 * against what was picked before. A selected value without a label is an option too.
 */
export function options(labels: Readonly<Record<string, string>>, selected: string): TemplateResult[] {
  const entries = Object.entries(labels);
  if (selected && !(selected in labels)) entries.push([selected, labelOf(labels, selected)]);
  return entries.map(
    ([value, label]) => html`<option value=${value} .selected=${live(value === selected)}>${label}</option>`,
  );
}

function input(binding: FormBinding, field: Field, describedBy: unknown, inputMode: string): TemplateResult {
  return html`<input
    id=${field.name}
    name=${field.name}
    inputmode=${inputMode}
    autocomplete="off"
    maxlength=${field.maxLength ?? nothing}
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
  control: (describedBy: string | typeof nothing) => TemplateResult,
  error = binding.errors.messageFor(field.name),
): TemplateResult {
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
