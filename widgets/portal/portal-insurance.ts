import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { AddInsuranceFormDocument, BillingTabDocument } from "../generated/operations.ts";
import { SignedOut, type Api } from "../shared/api.ts";
import { today } from "../shared/dates.ts";
import { element, tell } from "../shared/element.ts";
import * as icons from "../shared/icons.ts";
import { Loading } from "../shared/loading.ts";
import { empty, shown } from "../shared/states.ts";
import { widgetStyles } from "../shared/styles/index.ts";
import { InsuranceWidget } from "../shared/widget.ts";
import "./add-insurance.ts";
import { isPast, type AddViewer, type Client, type OwnPolicy, type Submitted, type Viewer } from "./own.ts";
import "./own-policy.ts";
import { sent } from "./sent.ts";
import { portalInsuranceStyles } from "./portal-insurance.css.ts";

/** A client's own insurance, in the portal: what is on file, and while the practice asks for it a way to add more. */
@element("portal-insurance")
export class PortalInsurance extends InsuranceWidget {
  @state() private adding = false;
  /** What was saved just now, until the client has read what comes of it. */
  @state() private submitted: Submitted | undefined;

  readonly #tab = new Loading(this, () => this.api!.send(BillingTabDocument, {}));
  readonly #asked = new Loading(this, () => this.api!.send(AddInsuranceFormDocument, {}));
  protected readonly loadings = [this.#tab];
  #client: Client | undefined;
  /** For the form, which outlives the end of a session. */
  #spoken: Api | undefined;

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    this.#spoken = this.api ?? this.#spoken;
    if (changed.has("token") && this.api && this.adding && this.#asked.problem) void this.#asked.load();
    if (!this.#tab.data) return;
    const client = this.#tab.data.viewer?.client ?? undefined;
    // A form outlives the end of a session for the same person only: what another typed is nobody else's business.
    if (this.#client && this.#client.id !== client?.id) {
      [this.adding, this.submitted] = [false, undefined];
      this.#asked.forget();
    }
    this.#client = client;
  }

  protected draw(): TemplateResult {
    const out = this.#tab.problem instanceof SignedOut;
    return html`<div class="widget">
      ${out ? this.#signedOut() : shown(this.#tab, ({ viewer }) => this.#tabOf(viewer))}
      ${this.adding ? html`<div ?hidden=${out || !this.#tab.data}>${this.#form()}</div>` : nothing}
    </div>`;
  }

  #signedOut(): TemplateResult {
    const kept = this.adding ? " What you entered is still here." : "";
    return html`<h2>Your insurance</h2>
      ${empty("You are signed out", `Sign in to the portal again to see it.${kept}`)}`;
  }

  #tabOf(viewer: Viewer | null): unknown {
    if (!viewer?.client)
      return html`<h2>Your insurance</h2>
        ${empty("No insurance here", "Sign in as a client to see yours.")}`;
    return this.adding ? nothing : this.#policies(viewer);
  }

  #policies({ practice, client }: Viewer): TemplateResult {
    const day = today(practice.timeZone);
    const { policies, viewerCanAddPolicy } = client!;
    const [now, past] = [policies.filter((each) => !isPast(each, day)), policies.filter((each) => isPast(each, day))];
    return html`
      <h2>Your insurance</h2>
      ${this.submitted ? sent(this.submitted, practice.name, () => this.#read()) : nothing}
      ${policies.length ? nothing : this.#nothing(practice.name, viewerCanAddPolicy)}
      ${list("Your insurance", now, day)}
      ${viewerCanAddPolicy ? this.#add() : this.#off(practice.name, policies.length > 0)}
      ${past.length ? html`<h3 class="earlier">Earlier insurance</h3>` : nothing}
      ${list("Earlier insurance", past, day)}
    `;
  }

  #nothing(practice: string, open: boolean): TemplateResult {
    const text = open
      ? "Have your card at hand: two photos of it are enough."
      : `${practice} is not asking for insurance here.`;
    return empty("No insurance on file", text);
  }

  #add(): TemplateResult {
    return html`<button type="button" class="primary add" @click=${this.#onAdd}>${icons.plus}Add insurance</button>`;
  }

  #off(practice: string, any: boolean): unknown {
    if (!any) return nothing;
    return html`<p class="small muted off">
      Something missing or wrong? ${practice} is not asking for insurance here: please contact them.
    </p>`;
  }

  #form(): unknown {
    return shown(this.#asked, ({ viewer }) => (viewer?.client ? this.#drawForm(viewer) : nothing));
  }

  #drawForm({ policyForm, practice }: AddViewer): unknown {
    return html`<policybook-add-insurance
      .api=${this.#spoken!}
      .asked=${policyForm}
      .client=${this.#client!}
      practice=${practice.name}
      ?open=${this.#client!.viewerCanAddPolicy}
      @close=${() => this.#leave()}
      @refused=${() => this.refresh()}
      @done=${({ detail }: CustomEvent<Submitted>) => this.#done(detail)}
    ></policybook-add-insurance>`;
  }

  #onAdd(): void {
    [this.adding, this.submitted] = [true, undefined];
    void this.#asked.load();
    void this.refresh(); // whether insurance is asked for is read live
  }

  #leave(): void {
    this.adding = false;
    void this.#focus(".add");
  }

  #done(submitted: Submitted): void {
    [this.adding, this.submitted] = [false, submitted];
    tell(this, "policybook-saved", submitted.policy!.id);
  }

  #read(): void {
    this.submitted = undefined;
    void this.#focus(".add");
  }

  async #focus(selector: string): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }

  static override styles = [...widgetStyles, portalInsuranceStyles];
}

function list(label: string, policies: readonly OwnPolicy[], day: string): unknown {
  if (!policies.length) return nothing;
  return html`<ul class="stack policies" aria-label=${label}>
    ${repeat(
      policies,
      ({ id }) => id,
      (policy) => html`<li><policybook-own-policy .policy=${policy} today=${day}></policybook-own-policy></li>`,
    )}
  </ul>`;
}

declare global {
  interface HTMLElementTagNameMap {
    "portal-insurance": PortalInsurance;
  }
}
