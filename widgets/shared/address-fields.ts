// A postal address in the United States, as fields of a form.

import { html, type TemplateResult } from "lit";
import { textField, type FormBinding } from "./form-fields.ts";
import type { FormValues } from "./form-state.ts";

export const ADDRESS_LABELS = {
  line1: "Street address",
  line2: "Apartment",
  city: "City",
  state: "State",
  postalCode: "ZIP code",
} as const;

type AddressPart = keyof typeof ADDRESS_LABELS;
type Address = Readonly<Record<AddressPart, string | null>>;

const PARTS = Object.keys(ADDRESS_LABELS) as AddressPart[];

/** The fields' names in the input. */
export const ADDRESS_NAMES = PARTS.map((part) => `address.${part}`);

/** The fields' values. */
export function addressValues(address: Address | null | undefined): FormValues {
  return Object.fromEntries(PARTS.map((part) => [`address.${part}`, address?.[part]]));
}

/** The address in one line. */
export function addressText(address: Address | null | undefined): string {
  return PARTS.flatMap((part) => address?.[part] ?? []).join(", ");
}

/** The fields, with what the address is for. */
export function addressFields(binding: FormBinding, purpose: string): TemplateResult {
  return html`<fieldset class="wide">
    <legend>Address <span class="optional">${purpose}</span></legend>
    <div class="fields">
      ${PARTS.map((part) =>
        textField(binding, { name: `address.${part}`, label: ADDRESS_LABELS[part], hideOptional: true }),
      )}
    </div>
  </fieldset>`;
}
