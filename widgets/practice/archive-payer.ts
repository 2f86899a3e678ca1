import { html, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { EditPayerDocument } from "../generated/operations.ts";
import { FormDialog } from "../shared/components/form-dialog.ts";
import type { Payer } from "../shared/components/payer-form.ts";
import { customElement } from "../shared/custom-element.ts";
import { errorSummary } from "../shared/form-fields.ts";

/** Archives a payer, or restores an archived one. */
@customElement("policybook-archive-payer")
export class ArchivePayer extends FormDialog {
  @property({ attribute: false }) payer!: Payer;

  protected override render(): TemplateResult {
    const { name, archived } = this.payer;
    const action = archived ? "Restore" : "Archive";
    const explanation = archived ? RESTORE_EXPLANATION : ARCHIVE_EXPLANATION;
    return this.renderForm(
      `${action} ${name}`,
      action,
      html`${errorSummary(this.mutation.userErrors, [])} ${explanation}`,
    );
  }

  protected override async save(): Promise<void> {
    const { id, version, archived, name } = this.payer;
    const payload = await this.mutation.save({ id, version, archived: !archived }, async (input) => {
      return (await this.api.send(EditPayerDocument, { input })).editPayer;
    });
    if (!payload) return;
    if (payload.userErrors.length) await this.showErrors();
    else this.finish(archived ? `${name} was restored.` : `${name} was archived.`, id);
  }
}

const ARCHIVE_EXPLANATION = html`
  <p>The payer is no longer offered for policies, and clients no longer find it in the portal.</p>
  <p>Policies with this payer keep it, and claims can still use them. You can restore it at any time.</p>
`;
const RESTORE_EXPLANATION = html`
  <p>The payer is offered for policies again, and clients find it in the portal again.</p>
  <p>Policies that already need a payer still need one until you choose it.</p>
`;

declare global {
  interface HTMLElementTagNameMap {
    "policybook-archive-payer": ArchivePayer;
  }
}
