import { html, type TemplateResult } from "lit";

/** A message at the bottom of the widget. The live region stays when empty: screen readers announce what appears in it. */
export function toast(message: string): TemplateResult {
  return html`<div class="toast" role="status">${message ? html`<p>${message}</p>` : ""}</div>`;
}
