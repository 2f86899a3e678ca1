import { html, LitElement, nothing, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { InviteClientDocument, type CollectionOverride, type InviteClientMutation } from "../generated/operations.ts";
import type { Api } from "../shared/api.ts";
import { instant } from "../shared/dates.ts";
import { element, tell } from "../shared/element.ts";
import { formErrors, textField } from "../shared/fields.ts";
import { focusFirstWrong, Form } from "../shared/form.ts";
import * as icons from "../shared/icons.ts";
import "../shared/parts/dialog.ts";
import { Saving } from "../shared/saving.ts";
import { trouble } from "../shared/states.ts";
import { styles } from "../shared/styles/index.ts";
import { choices, outlook, type PracticeClient } from "./collection.ts";
import { inviteClientStyles } from "./invite-client.css.ts";

type Invitation = NonNullable<InviteClientMutation["inviteClient"]>;

/** Three-dot menu > Invite: whether the client is asked for insurance, then the one-time link. */
@element("policybook-invite-client")
export class InviteClient extends LitElement {
  @property({ attribute: false }) api!: Api;
  @property({ attribute: false }) client!: PracticeClient;
  @property() timeZone = "UTC";
  @state() private override: CollectionOverride = "INHERIT";
  /** The answer: what it holds is shown this once. */
  @state() private invitation: Invitation | undefined;
  @state() private copied = "";

  readonly #saving = new Saving(this);
  readonly #form = new Form();

  override connectedCallback(): void {
    super.connectedCallback();
    this.override = this.client.insuranceCollection.override;
  }

  protected override render(): TemplateResult {
    return html`<policybook-dialog heading="Invite ${this.client.displayName}" @close=${this.#leave}>
      ${this.invitation ? this.#link(this.invitation) : this.#questions()}
    </policybook-dialog>`;
  }

  #questions(): TemplateResult {
    const { busy, problem, errors } = this.#saving;
    const entry = { form: this.#form, errors, changed: () => this.requestUpdate() };
    return html`<form id="form" class="stack" novalidate @submit=${this.#onSubmit}>
        ${problem ? trouble(problem, () => this.#save()) : nothing} ${formErrors(errors, ["email"])}
        <p>
          The client gets a link to the portal that works once, within seven days. Earlier links of theirs stop working.
        </p>
        ${this.#choices()}
        ${textField(entry, {
          name: "email",
          label: "Email",
          maxLength: 254,
          hint: "Where to send the link. The address is not kept. Leave it empty to hand the link over yourself.",
        })}
      </form>
      <button slot="actions" type="button" @click=${this.#leave}>Cancel</button>
      <button slot="actions" type="submit" form="form" class="primary" aria-busy=${busy}>Invite</button>`;
  }

  #choices(): TemplateResult {
    const { practiceDefault } = this.client.insuranceCollection;
    return html`<fieldset>
      <legend>Insurance in the portal</legend>
      <div class="segments">
        ${Object.entries(choices(practiceDefault)).map(
          ([value, name]) =>
            html`<label>
              <input
                type="radio"
                name="override"
                value=${value}
                .checked=${value === this.override}
                @change=${() => (this.override = value as CollectionOverride)}
              /><span>${name}</span>
            </label>`,
        )}
      </div>
      <p class="small muted" aria-live="polite">${outlook(this.override, practiceDefault)}</p>
    </fieldset>`;
  }

  #link({ invitationUrl, expiresAt, mailed }: Invitation): TemplateResult {
    return html`<div class="stack">
        ${this.#whereItWent(mailed)}
        <div class="field">
          <label for="link">One-time link</label>
          <div class="link">
            <input
              id="link"
              readonly
              spellcheck="false"
              .value=${invitationUrl ?? ""}
              aria-describedby="until"
              @focus=${select}
            />
            <button type="button" class="primary" @click=${() => this.#copy(invitationUrl ?? "")}>Copy</button>
          </div>
          <div class="hint" id="until">
            Works once${expiresAt ? html`, until <strong>${instant(expiresAt, this.timeZone)}</strong>` : nothing}. It
            is shown only now: whoever has it can sign in as ${this.client.displayName}.
          </div>
        </div>
        <p class="small" role="status">${this.copied}</p>
      </div>
      <button slot="actions" type="button" @click=${this.#leave}>Done</button>`;
  }

  #whereItWent(mailed: boolean): TemplateResult {
    const email = this.#form.get("email").trim();
    if (mailed)
      return html`<div class="notice good">
        ${icons.tick}
        <p>The link is on its way to <strong>${email}</strong>.</p>
      </div>`;
    if (!email)
      return html`<div class="notice">
        ${icons.info}
        <p>Copy the link and hand it over yourself: it was not mailed.</p>
      </div>`;
    return html`<div class="notice look">
      ${icons.warning}
      <p>
        The link could not be mailed to <strong>${email}</strong>. It is good all the same: copy it and hand it over
        yourself.
      </p>
    </div>`;
  }

  async #save(): Promise<void> {
    const email = this.#form.get("email").trim();
    const input = { clientId: this.client.id, email: email || null, insuranceCollection: this.override };
    // Invitations take no key: a second one voids the first, so that sending it again does no harm.
    const payload = await this.#saving.save(input, async () => {
      return (await this.api.send(InviteClientDocument, { input })).inviteClient;
    });
    if (!payload) return;
    if (payload.userErrors.length) {
      await this.updateComplete;
      return focusFirstWrong(this.renderRoot);
    }
    this.invitation = payload;
    tell(this, "policybook-saved", this.client.id);
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(".link button")?.focus();
  }

  async #copy(link: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(link);
      this.copied = "Copied.";
    } catch {
      // Without TLS, or where the person forbids it.
      this.renderRoot.querySelector<HTMLInputElement>("#link")?.select();
      this.copied = "The browser does not let us copy. The link is selected: copy it with the keyboard.";
    }
  }

  #onSubmit(event: Event): void {
    event.preventDefault();
    void this.#save();
  }

  #leave(): void {
    // The link is on its way, and shown only once.
    if (this.#saving.busy) return;
    this.dispatchEvent(new CustomEvent("close"));
  }

  static override styles = [...styles, inviteClientStyles];
}

function select(event: Event): void {
  (event.target as HTMLInputElement).select();
}

declare global {
  interface HTMLElementTagNameMap {
    "policybook-invite-client": InviteClient;
  }
}
