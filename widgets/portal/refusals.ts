import { html, nothing, type TemplateResult } from "lit";
import type { UserError, UserErrors } from "../shared/form.ts";
import * as icons from "../shared/icons.ts";
import { inFull, type Submitted } from "./own.ts";

/** What stands above the form: a heading in plain words, and what to do about it. */
interface Refusal {
  heading: string;
  text: string;
}

/** Said while the practice does not ask for insurance: before, and when it stops in the middle of the form. */
export function collectionOff(practice: string, touched: boolean): TemplateResult {
  const kept = touched ? "What you entered is still here, and nothing was sent." : "Nothing was sent.";
  return notice({
    heading: "Insurance cannot be added right now",
    text: `${practice} has stopped asking for insurance here. ${kept} Please contact them.`,
  });
}

/** What is wrong and belongs to no field that is shown. */
export function refusals(errors: UserErrors, shown: readonly string[], existing: Submitted["existingPolicy"]): unknown {
  const above = errors.beside(shown).filter(({ code }) => code !== "INSURANCE_COLLECTION_OFF");
  return above.map((error) => notice(inWords(error, existing)));
}

function inWords({ code, message }: UserError, existing: Submitted["existingPolicy"]): Refusal {
  if (code === "DUPLICATE_POLICY" && existing) {
    return {
      heading: "This insurance is on file already",
      text: `You have ${inFull(existing)}. If this is another one, change what you entered. If it has changed, tell your practice.`,
    };
  }
  if (code === "LIMIT_REACHED") return { heading: "No more insurance can be added for now", text: message };
  if (code === "REQUIRED") return { heading: "Your insurance is still missing", text: message };
  return { heading: "This was not sent", text: message };
}

function notice({ heading, text }: Refusal): TemplateResult {
  return html`<div class="notice bad form-errors" role="alert" tabindex="-1">
    ${icons.warning}
    <div><strong>${heading}</strong>${text ? html`<p>${text}</p>` : nothing}</div>
  </div>`;
}
