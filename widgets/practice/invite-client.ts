import { html, nothing, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { live } from "lit/directives/live.js";
import { InviteClientDocument, type CollectionOverride, type InviteClientMutation } from "../generated/operations.ts";
import { FormDialog } from "../shared/components/form-dialog.ts";
import { customElement } from "../shared/custom-element.ts";
import { formatDateTime } from "../shared/dates.ts";
import { emit } from "../shared/events.ts";
import { errorSummary, textField } from "../shared/form-fields.ts";
import { FormState } from "../shared/form-state.ts";
import * as icons from "../shared/icons.ts";
import { styles } from "../shared/styles/index.ts";
import { collectionDescription, collectionOptions, type PracticeClient } from "./insurance-collection.ts";
import { inviteClientStyles } from "./invite-client.css.ts";

type Invitation = NonNullable<InviteClientMutation["inviteClient"]>;

/** Invites a client to the portal: whether the client is asked for insurance, then the one-time link. */
@customElement("policybook-invite-client")
export class InviteClient extends FormDialog {
  @property({ attribute: false }) client!: PracticeClient;
  @property({ attribute: "time-zone" }) timeZone = "UTC";
  @state() private override: CollectionOverride = "INHERIT";
  /** The payload; its link is displayed only once. */
  @state() private invitation: Invitation | undefined;
  @state() private copyStatus = "";

  readonly #form = new FormState();

  override connectedCallback(): void {
    super.connectedCallback();
    this.override = this.client.insuranceCollection.override;
  }

  protected override render(): TemplateResult {
    const heading = `Invite ${this.client.displayName}`;
    if (this.invitation) return this.#renderInvitation(heading, this.invitation);
    const { userErrors: errors } = this.mutation;
    const binding = { form: this.#form, errors, onChange: () => this.requestUpdate() };
    return this.renderForm(
      heading,
      "Invite",
      html`${errorSummary(errors, ["email"])}
        <p>The client gets a link to the portal that works once, within seven days. Earlier links stop working.</p>
        ${this.#renderCollectionOptions()}
        ${textField(binding, {
          name: "email",
          label: "Email",
          maxLength: 254,
          hint: "The link is sent to this address, which is not stored. Leave it empty to give the client the link yourself.",
        })}`,
    );
  }

  #renderCollectionOptions(): TemplateResult {
    const { practiceDefault } = this.client.insuranceCollection;
    return html`<fieldset>
      <legend>Insurance in the portal</legend>
      <div class="segments">
        ${Object.entries(collectionOptions(practiceDefault)).map(
          ([value, label]) =>
            html`<label>
              <input
                type="radio"
                name="override"
                value=${value}
                .checked=${live(value === this.override)}
                @change=${() => (this.override = value as CollectionOverride)}
              /><span>${label}</span>
            </label>`,
        )}
      </div>
      <p class="small muted" aria-live="polite">${collectionDescription(this.override, practiceDefault)}</p>
    </fieldset>`;
  }

  #renderInvitation(heading: string, { invitationUrl, expiresAt, mailed }: Invitation): TemplateResult {
    const expiry = expiresAt ? html`, until <strong>${formatDateTime(expiresAt, this.timeZone)}</strong>` : nothing;
    return html`<policybook-dialog heading=${heading} @close=${this.handleClose}>
      <div class="stack">
        ${this.#renderMailStatus(mailed)}
        <div class="field">
          <label for="link">One-time link</label>
          <div class="link">
            <input
              id="link"
              readonly
              spellcheck="false"
              .value=${invitationUrl ?? ""}
              aria-describedby="link-hint"
              @focus=${selectText}
            />
            <button type="button" class="primary" @click=${() => this.#copy(invitationUrl ?? "")}>Copy</button>
          </div>
          <div class="hint" id="link-hint">
            Works once${expiry}. It is shown only now: anyone who has it can sign in as ${this.client.displayName}.
          </div>
        </div>
        <p class="small" role="status">${this.copyStatus}</p>
      </div>
      <button slot="actions" type="button" @click=${this.handleClose}>Done</button>
    </policybook-dialog>`;
  }

  #renderMailStatus(isMailed: boolean): TemplateResult {
    const email = this.#form.get("email").trim();
    if (isMailed) {
      return html`<div class="notice success">
        ${icons.tick}
        <p>The link was sent to <strong>${email}</strong>.</p>
      </div>`;
    }
    if (!email) {
      return html`<div class="notice">
        ${icons.info}
        <p>Copy the link and give it to the client yourself. It was not sent by email.</p>
      </div>`;
    }
    return html`<div class="notice warning">
      ${icons.warning}
      <p>
        The link could not be sent to <strong>${email}</strong>. The link itself works: copy it and give it to the
        client yourself.
      </p>
    </div>`;
  }

  protected override async save(): Promise<void> {
    const email = this.#form.get("email").trim();
    const input = { clientId: this.client.id, email: email || null, insuranceCollection: this.override };
    const payload = await this.mutation.save(input, async (input) => {
      return (await this.api.send(InviteClientDocument, { input })).inviteClient;
    });
    if (!payload) return;
    if (payload.userErrors.length) {
      await this.showErrors();
      return;
    }
    this.invitation = payload;
    emit(this, "policybook-saved", this.client.id);
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(".link button")?.focus();
  }

  async #copy(link: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(link);
      this.copyStatus = "Copied.";
    } catch {
      // The page has no TLS, or the permission was denied.
      this.renderRoot.querySelector<HTMLInputElement>("#link")?.select();
      this.copyStatus = "The browser does not allow copying. The link is selected: copy it with the keyboard.";
    }
  }

  static override styles = [...styles, inviteClientStyles];
}

function selectText(event: Event): void {
  (event.target as HTMLInputElement).select();
}

declare global {
  interface HTMLElementTagNameMap {
    "policybook-invite-client": InviteClient;
  }
}
