import { html, nothing, type TemplateResult } from "lit";
import type { ClaimFormQuery } from "../generated/operations.ts";
import * as icons from "../shared/icons.ts";
import { FORM_BOXES, SEXES, splitAddress, splitBirth, type FormBox } from "./claim-form-boxes.ts";

type Policy = NonNullable<ClaimFormQuery["policy"]>;
export type ClaimBox = NonNullable<Policy["claimForm"]>[number];

/** The upper half of the form, laid out as on paper. It takes the focus, so that the keyboard can scroll it. */
export function claimForm({ payer, claimForm: boxes }: Policy): TemplateResult {
  const byNumber = new Map((boxes ?? []).map((box) => [box.box, box]));
  return html`<div class="form" role="group" aria-label="Boxes of the form" tabindex="0">
    <header>
      <p class="form-title">Health Insurance Claim Form<span>CMS-1500 (02/12), boxes 1 to 13</span></p>
      ${carrier(payer)}
    </header>
    <dl>
      ${FORM_BOXES.map((form) => (form.unused ? unusedBox(form, form.unused) : filledBox(form, byNumber.get(form.number))))}
    </dl>
  </div>`;
}

/** The insurer's name and address, at the top right of the form. */
function carrier(payer: Policy["payer"]): TemplateResult {
  if (!payer) return html`<p class="carrier problem">${icons.warning}Choose the payer.</p>`;
  const { line1, line2, city, state, postalCode } = payer.address ?? {};
  const place = [city, [state, postalCode].filter(Boolean).join(" ")].filter(Boolean).join(" ");
  return html`<address class="carrier">
    ${[payer.name, line1, line2, place].filter(Boolean).map((line) => html`<span>${line}</span>`)}
  </address>`;
}

function filledBox(form: FormBox, box: ClaimBox | undefined): unknown {
  if (!box) return nothing;
  const { problem } = box;
  return html`<div class="box box-${form.number} ${problem ? "invalid" : ""}">
    <dt><b>${box.box}</b> ${box.label}</dt>
    <dd>
      ${contents(form, box.value ?? "")}
      ${problem ? html`<p class="problem">${icons.warning}<span>${problem.message}</span></p>` : nothing}
    </dd>
  </div>`;
}

/** A box of the visit, the accident or the signatures: on the form, but not filled from a policy. */
function unusedBox(form: FormBox, label: string): TemplateResult {
  return html`<div class="box box-${form.number} unused" aria-hidden="true">
    <dt><b>${form.number}</b> ${label}</dt>
    <dd>${form.choices ? boxesToTick(form.choices, "") : nothing}</dd>
  </div>`;
}

function contents({ kind, choices = [] }: FormBox, value: string): unknown {
  const empty = value ? nothing : html`<span class="visually-hidden">empty</span>`;
  switch (kind) {
    case "choices":
      return html`${choiceText(value)}${empty}${boxesToTick(choices, value)}`;
    case "birth": {
      const { date, sex } = splitBirth(value);
      return html`<span class="value">${date}</span>${choiceText(sex)}${empty}${boxesToTick(SEXES, sex)}`;
    }
    case "address":
      return html`${empty}${address(value)}`;
    case "text":
      return html`<span class="value">${value}</span>${empty}`;
  }
}

function address(value: string): TemplateResult {
  const { street, city, state, postalCode } = splitAddress(value);
  return html`<span class="value">${street}</span>
    <span class="place">
      <span class="part"><small>City</small><span class="value">${city}</span></span>
      <span class="part"><small>State</small><span class="value">${state}</span></span>
    </span>
    <span class="part"><small>ZIP code</small><span class="value">${postalCode}</span></span>`;
}

/** What is ticked, for those who do not see it. */
function choiceText(choice: string): unknown {
  return choice ? html`<span class="visually-hidden">${choice}</span>` : nothing;
}

function boxesToTick(choices: readonly string[], ticked: string): TemplateResult {
  return html`<span class="choices" aria-hidden="true">
    ${choices.map((choice) => html`<span><i>${choice === ticked ? "X" : ""}</i>${choice}</span>`)}
  </span>`;
}
