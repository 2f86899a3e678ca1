// The notices above the policy form, and its attachments.

import { html, nothing, type TemplateResult } from "lit";
import "../shared/components/attachments.ts";
import { errorSummary } from "../shared/form-fields.ts";
import { UserErrors, type UserError } from "../shared/form-state.ts";
import { conflictNotice } from "./conflict-notice.ts";
import { inputName, type PolicyForm } from "./policy-draft.ts";
import { UPLOAD_FAILED, type PolicyEditor } from "./policy-editor.ts";
import { policyholderFieldNames } from "./policy-fields.ts";
import type { Viewer } from "./policy-requests.ts";
import { duplicateNotice } from "./save-preview.ts";

/** The conflict, the duplicate, and the errors that belong to no field. */
export function formNotices(editor: PolicyEditor, { policyForm, practice }: Viewer): TemplateResult {
  return html`${conflict(editor, practice.timeZone)} ${duplicate(editor)} ${otherErrors(editor, policyForm)}`;
}

function conflict(editor: PolicyEditor, timeZone: string): unknown {
  const { loadedPolicy, latestChange, draft } = editor;
  if (!loadedPolicy) return nothing;
  return conflictNotice({
    loaded: loadedPolicy,
    latest: latestChange.data,
    draft,
    timeZone,
    discardOwnValue: ({ field }) => editor.resetField(inputName(field)),
  });
}

function duplicate({ rejected }: PolicyEditor): unknown {
  return rejected?.existingPolicy ? duplicateNotice(rejected.existingPolicy) : nothing;
}

function otherErrors({ draft, errors }: PolicyEditor, policyForm: PolicyForm): unknown {
  const fieldNames = [
    ...policyForm.fields.map(({ inputField }) => inputField),
    ...(draft.hasPolicyholder ? policyholderFieldNames(policyForm) : []),
  ];
  const others = errors.all.filter((error) => !isAboutAttachments(error) && !hasOwnNotice(error));
  return errorSummary(new UserErrors(others), fieldNames);
}

export function attachmentsField({ draft, errors, uploads }: PolicyEditor, policyForm: PolicyForm): TemplateResult {
  const error = errors.all.find(
    (candidate) => isAboutAttachments(candidate) && (candidate !== UPLOAD_FAILED || uploads.hasFailed),
  );
  return html`<policybook-attachments
    large
    class=${error ? "invalid" : ""}
    .error=${error?.message ?? ""}
    .uploads=${uploads}
    .items=${uploads.items}
    .removedIds=${uploads.removedIds}
    .saved=${draft.policy?.attachments ?? []}
    .rules=${policyForm}
  ></policybook-attachments>`;
}

function isAboutAttachments({ field }: UserError): boolean {
  return ["attachments", "addAttachments", "removeAttachmentIds"].includes(field?.[1] ?? "");
}

function hasOwnNotice({ code }: UserError): boolean {
  return code === "CONFLICT" || code === "DUPLICATE_POLICY";
}
