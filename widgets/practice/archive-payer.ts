import { html, LitElement, nothing, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { EditPayerDocument } from "../generated/operations.ts";
import type { Api } from "../shared/api.ts";
import { element, tell } from "../shared/element.ts";
import { formErrors } from "../shared/fields.ts";
import "../shared/parts/dialog.ts";
import type { Payer } from "../shared/parts/payer-form.ts";
import { Saving } from "../shared/saving.ts";
import { trouble } from "../shared/states.ts";
import { styles } from "../shared/styles/index.ts";

/** Three-dot menu > Archive, or Restore: what follows, in words, then the save. */
@element("policybook-archive-payer")
export class ArchivePayer extends LitElement {
  @property({ attribute: false }) api!: Api;
  @property({ attribute: false }) payer!: Payer;

  readonly #saving = new Saving(this);

  protected override render(): TemplateResult {
    const { busy, problem, errors } = this.#saving;
    const { name, archived } = this.payer;
    const what = archived ? "Restore" : "Archive";
    return html`<policybook-dialog heading="${what} ${name}" @close=${this.#leave}>
      <form id="form" class="stack" novalidate @submit=${this.#onSubmit}>
        ${problem ? trouble(problem, () => this.#save()) : nothing} ${formErrors(errors, [])}
        ${archived ? restoring : archiving}
      </form>
      <button slot="actions" type="button" @click=${this.#leave}>Cancel</button>
      <button slot="actions" type="submit" form="form" class="primary" aria-busy=${busy}>${what}</button>
    </policybook-dialog>`;
  }

  async #save(): Promise<void> {
    const { id, version, archived, name } = this.payer;
    const payload = await this.#saving.save({ id, version, archived: !archived }, async (input) => {
      return (await this.api.send(EditPayerDocument, { input })).editPayer;
    });
    if (!payload) return;
    if (payload.userErrors.length) {
      await this.updateComplete;
      return this.renderRoot.querySelector<HTMLElement>(".form-errors")?.focus();
    }
    tell(this, "policybook-say", archived ? `${name} is offered again.` : `${name} is archived.`);
    tell(this, "policybook-saved", id);
    this.#leave();
  }

  #onSubmit(event: Event): void {
    event.preventDefault();
    void this.#save();
  }

  #leave(): void {
    // What is on its way is saved all the same: stay to say so.
    if (this.#saving.busy) return;
    this.dispatchEvent(new CustomEvent("close"));
  }

  static override styles = styles;
}

const archiving = html`
  <p>It will no longer be offered when somebody adds or edits a policy, and clients no longer find it in the portal.</p>
  <p>Policies that have it keep it, and claims may go on using them. You can restore it at any time.</p>
`;
const restoring = html`
  <p>It will be offered again when somebody adds or edits a policy, and clients find it in the portal again.</p>
  <p>Policies that already wait for a payer go on waiting until you choose one.</p>
`;

declare global {
  interface HTMLElementTagNameMap {
    "policybook-archive-payer": ArchivePayer;
  }
}
