// The history of a record: who did what, when, and what each field held before and after.

import { css, html, nothing, type TemplateResult } from "lit";
import type { PortalSettingsQuery } from "../generated/operations.ts";
import { instant } from "./dates.ts";
import { CAUSES, word } from "./words.ts";

type Practice = NonNullable<PortalSettingsQuery["viewer"]>["practice"];
export type Change = Pick<
  NonNullable<Practice["history"]>["nodes"][number],
  "id" | "at" | "actor" | "cause" | "fields"
>;

/** How a record's fields are called, and what their values are in words. */
export interface ChangeWords {
  fields: Readonly<Record<string, string>>;
  value?: (field: string, value: string) => string;
  /** What else is to be said of an entry. */
  about?: (id: string) => unknown;
}

/** The entries as they came: newest first. Put `changeStyles` among the element's styles. */
export function changeList(changes: readonly Change[], timeZone: string, words: ChangeWords): TemplateResult {
  return html`<ol class="changes" aria-label="History">
    ${changes.map(
      ({ id, at, actor, cause, fields }) =>
        html`<li>
          <p><strong>${word(CAUSES, cause)}</strong> <span class="muted">by ${actor}</span></p>
          <p class="muted small"><time datetime=${at}>${instant(at, timeZone)}</time></p>
          ${words.about?.(id) ?? nothing}
          ${
            fields.length
              ? html`<ul>
                  ${fields.map((each) => html`<li>${fieldInWords(each, words)}</li>`)}
                </ul>`
              : nothing
          }
        </li>`,
    )}
  </ol>`;
}

/** "Member ID: W1 → W2". */
export function fieldInWords(
  { field, before, after }: Change["fields"][number],
  { fields, value }: ChangeWords,
): TemplateResult {
  const say = (text: string) => value?.(field, text) ?? text;
  const name = word(fields, field);
  if (before == null) return html`<span class="muted">${name}:</span> ${after == null ? "empty" : say(after)}`;
  return html`<span class="muted">${name}:</span> <del>${say(before)}</del> ${
      after == null
        ? html`<span class="muted">emptied</span>`
        : html`<span aria-hidden="true">→</span> <span class="hidden-text">became</span> ${say(after)}`
    }`;
}

export const changeStyles = css`
  .changes {
    display: grid;
    gap: 18px;
  }

  .changes > li {
    position: relative;
    padding-left: 20px;
  }

  .changes > li::before {
    position: absolute;
    top: 7px;
    left: 0;
    width: 8px;
    height: 8px;
    border-radius: 50%;
    background: var(--pb-edge);
    content: "";
  }

  .changes > li:not(:last-child)::after {
    position: absolute;
    inset: 20px auto -18px 3.5px;
    width: 1px;
    background: var(--pb-line);
    content: "";
  }

  .changes ul {
    margin-top: 4px;
    font-size: 0.875rem;
    overflow-wrap: anywhere;
  }

  .changes del {
    color: var(--pb-muted);
  }
`;
