import { html, nothing, type TemplateResult } from "lit";

/** A term and its value in a <dl class="facts">; nothing without a value. */
export function descriptionItem(term: string, value: string | null | undefined): TemplateResult | typeof nothing {
  if (!value) return nothing;
  return html`<div>
    <dt>${term}</dt>
    <dd>${value}</dd>
  </div>`;
}
