import { html, nothing, type TemplateResult } from "lit";
import type { UserError, UserErrors } from "../shared/form-state.ts";
import * as icons from "../shared/icons.ts";
import { policyDescription, type SubmitPayload } from "./client-policies.ts";

/** A notice above the form: what went wrong, and what to do about it. */
interface ErrorNotice {
  heading: string;
  text: string;
}

/** While the practice does not collect insurance: when the form opens, or when collection is turned off meanwhile. */
export function collectionOffNotice(practice: string, isDirty: boolean): TemplateResult {
  const status = isDirty ? "What you entered is still here, and nothing was sent." : "Nothing was sent.";
  return notice({
    heading: "Insurance cannot be added right now",
    text: `${practice} is not asking for insurance at the moment. ${status} Please contact them.`,
  });
}

/** The errors that belong to none of the fields shown. */
export function errorNotices(
  errors: UserErrors,
  fieldNames: readonly string[],
  existingPolicy: SubmitPayload["existingPolicy"],
): unknown {
  const unmatched = errors.without(fieldNames).filter(({ code }) => code !== "INSURANCE_COLLECTION_OFF");
  return unmatched.map((error) => notice(describe(error, existingPolicy)));
}

function describe({ code, message }: UserError, existingPolicy: SubmitPayload["existingPolicy"]): ErrorNotice {
  if (code === "DUPLICATE_POLICY" && existingPolicy) {
    return {
      heading: "This insurance is already on file",
      text: `You have ${policyDescription(existingPolicy)}. If this is a different one, change what you entered. If something about it has changed, tell your practice.`,
    };
  }
  if (code === "LIMIT_REACHED") return { heading: "You cannot add more insurance for now", text: message };
  if (code === "REQUIRED") return { heading: "Your insurance is still missing", text: message };
  return { heading: "This was not sent", text: message };
}

function notice({ heading, text }: ErrorNotice): TemplateResult {
  return html`<div class="notice danger form-errors" role="alert" tabindex="-1">
    ${icons.warning}
    <div>
      <strong>${heading}</strong>
      ${text ? html`<p>${text}</p>` : nothing}
    </div>
  </div>`;
}
