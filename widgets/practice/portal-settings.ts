import { html, nothing, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import {
  PortalSettingsDocument,
  SetPortalSettingsDocument,
  type PortalSettingsQuery,
} from "../generated/operations.ts";
import { changeList, changeStyles, type Change, type ChangeWords } from "../shared/changes.ts";
import { element, tell } from "../shared/element.ts";
import { formErrors } from "../shared/fields.ts";
import { Pages, showMore } from "../shared/pages.ts";
import { Saving } from "../shared/saving.ts";
import { shown, trouble } from "../shared/states.ts";
import { styles } from "../shared/styles/index.ts";
import { Panel } from "./panel.ts";
import { portalSettingsStyles } from "./portal-settings.css.ts";

type Practice = NonNullable<PortalSettingsQuery["viewer"]>["practice"];

const WORDS: ChangeWords = {
  fields: { name: "Name", timeZone: "Time zone", collectsInsurance: "Clients may add insurance" },
  value: (field, value) => (field === "collectsInsurance" ? (value === "true" ? "yes" : "no") : value),
};

/** The practice-wide portal default, and its history. */
@element("policybook-portal-settings")
export class PortalSettings extends Panel {
  @property({ attribute: false }) practice!: Practice;

  /** What was asked for last. Without an answer it may be set already: Retry must not ask for the opposite. */
  #asked = false;

  readonly #saving = new Saving(this);
  readonly #changes = new Pages<Change>(this, async (first, after) => {
    return (await this.api.send(PortalSettingsDocument, { first, after })).viewer?.practice.history;
  });
  protected override readonly loadings = [this.#changes.loading];

  protected override render(): TemplateResult {
    const { collectsInsurance: on } = this.practice;
    const { busy, problem, errors } = this.#saving;
    return html`<div class="stack">
      <section class="card default" aria-labelledby="default">
        ${problem ? trouble(problem, () => this.#save(this.#asked)) : nothing} ${formErrors(errors, [])}
        <div class="switch">
          <div>
            <h3 id="default">Clients may add insurance in the portal</h3>
            <p class="muted">The practice’s default.</p>
          </div>
          <button
            type="button"
            role="switch"
            aria-checked=${on}
            aria-labelledby="default"
            aria-describedby="means"
            aria-busy=${busy}
            @click=${() => this.#save(!on)}
          >
            <span aria-hidden="true"></span>
          </button>
        </div>
        <div id="means" class="means">${on ? meansOn : meansOff}</div>
      </section>
      <section class="card history" aria-labelledby="history">
        <h3 id="history">History</h3>
        ${shown(this.#changes.loading, ({ rows }) => changeList(rows, this.timeZone, WORDS))} ${showMore(this.#changes)}
      </section>
    </div>`;
  }

  async #save(collectsInsurance: boolean): Promise<void> {
    if (this.#saving.busy) return;
    this.#asked = collectsInsurance;
    const payload = await this.#saving.save({ collectsInsurance }, async (input) => {
      return (await this.api.send(SetPortalSettingsDocument, { input })).setPortalSettings;
    });
    if (!payload || payload.userErrors.length) return;
    tell(
      this,
      "policybook-say",
      collectsInsurance ? "Clients may add insurance now." : "Clients can no longer add insurance.",
    );
    tell(this, "policybook-saved", this.practice.id);
  }

  override focusRow(): void {
    this.renderRoot.querySelector<HTMLElement>("[role=switch]")?.focus();
  }

  static override styles = [...styles, changeStyles, portalSettingsStyles];
}

const meansOn = html`
  <p>
    <strong>On:</strong> clients are asked for their insurance during intake, and may add policies later from their
    portal.
  </p>
  <p>What they add appears on their chart at once and waits in To review. They can change nothing afterwards.</p>
  <p class="muted">A client who is set to Off is not asked, whatever is set here.</p>
`;
const meansOff = html`
  <p><strong>Off:</strong> clients see the insurance on file and cannot add any. Your own work goes on as before.</p>
  <p class="muted">A client who is set to On may add insurance all the same.</p>
`;

declare global {
  interface HTMLElementTagNameMap {
    "policybook-portal-settings": PortalSettings;
  }
}
