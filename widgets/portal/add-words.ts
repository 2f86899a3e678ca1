// What the add form says around its fields.

import { html, nothing, type TemplateResult } from "lit";
import type { PolicyField } from "../generated/operations.ts";
import * as icons from "../shared/icons.ts";
import { FIELDS, list, word } from "../shared/words.ts";
import { nameOf, type Client } from "./own.ts";

const TELLING: Partial<Record<PolicyField, string>> = {
  PAYER: "the insurance company’s name",
  MEMBER_ID: "your member ID",
  ATTACHMENTS: "a photo of your card",
};

/** What will do: one of the fields of which the API wants one at least. */
export function enough(atLeastOneOf: readonly PolicyField[]): string {
  const words = atLeastOneOf.map((field) => TELLING[field] ?? word(FIELDS, field)).reverse(); // the easiest first
  if (!words.length) return "";
  const or = new Intl.ListFormat("en-US", { type: "disjunction" }).format(words);
  return `${or.charAt(0).toUpperCase()}${or.slice(1)} is enough. What you leave out, your practice fills in.`;
}

/** What will come of it, before it is sent. `replaces`: the open Primaries that may end. */
export function outlook(practice: string, replaces: Client["policies"]): TemplateResult {
  return html`<div class="notice next">
    ${icons.info}
    <div>
      <strong>What happens next</strong>
      <p>${practice} gets this at once and reviews it. Afterwards only they can change it.</p>
      ${
        replaces.length
          ? html`<p>
              Does it replace ${list(replaces.map(nameOf))}? Then give its effective date under More details: the
              coverage you have now will end the day before.
            </p>`
          : nothing
      }
    </div>
  </div>`;
}

/** Before what was entered is lost. */
export function farewell(stay: () => void, leave: () => void): TemplateResult {
  return html`<div class="notice look farewell" role="group" aria-label="Leave without sending?">
    ${icons.warning}
    <div>
      <strong>Leave without sending?</strong>
      <p>What you entered would be lost.</p>
      <div class="row">
        <button type="button" class="primary" @click=${stay}>Stay</button>
        <button type="button" @click=${leave}>Leave</button>
      </div>
    </div>
  </div>`;
}
