import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { ClaimOptionsDocument, type ClaimOptionsQuery } from "../generated/operations.ts";
import type { Api } from "../shared/api.ts";
import { day } from "../shared/dates.ts";
import { element } from "../shared/element.ts";
import { LAST_DAY } from "../shared/fields.ts";
import * as icons from "../shared/icons.ts";
import { Loading } from "../shared/loading.ts";
import { lines, shown } from "../shared/states.ts";
import { styles } from "../shared/styles/index.ts";
import { TYPES, word } from "../shared/words.ts";
import { nameOf } from "./policies.ts";
import { claimBoxStyles } from "./claim-box.css.ts";

type Answer = NonNullable<ClaimOptionsQuery["client"]>;
type Option = Answer["policies"][number];

/** For a date of service: which policies a claim may use, best first, and why each other may not. */
@element("policybook-claim-box")
export class ClaimBox extends LitElement {
  @property({ attribute: false }) api!: Api;
  @property() clientId = "";
  /** The practice's day: what is asked first. */
  @property() today = "";
  /** Changes when the chart has changed. */
  @property({ attribute: false }) chart: unknown;
  @state() private dos = "";

  readonly #answer = new Loading(this, async () => {
    const dos = this.dos;
    const { client } = await this.api.send(ClaimOptionsDocument, { clientId: this.clientId, dos });
    return { dos, client };
  });

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("clientId")) {
      this.dos = this.today;
      this.#answer.forget();
    }
    if (!["clientId", "chart", "dos"].some((name) => changed.has(name))) return;
    if (this.dos) void this.#answer.load();
    else this.#answer.forget();
  }

  protected override render(): TemplateResult {
    return html`<section class="card" aria-labelledby="heading">
      <h3 id="heading">What may a claim use?</h3>
      <div class="field">
        <label for="dos">Date of service</label>
        <input id="dos" type="date" max=${LAST_DAY} .value=${this.dos} @change=${this.#onDate} />
      </div>
      <div aria-live="polite" aria-busy=${this.#answer.busy}>
        ${
          this.dos
            ? shown(this.#answer, ({ dos, client }) => (client ? this.#draw(dos, client) : nothing), lines(1))
            : html`<p class="muted">Enter the date of service.</p>`
        }
      </div>
    </section>`;
  }

  #onDate(event: Event): void {
    this.dos = (event.target as HTMLInputElement).value;
  }

  #draw(dos: string, { eligiblePolicies, policies }: Answer): TemplateResult {
    const byId = new Map(policies.map((policy) => [policy.id, policy]));
    const offered = (eligiblePolicies ?? []).flatMap(({ id }) => byId.get(id) ?? []);
    const others = policies.filter((policy) => !offered.includes(policy));
    return html`
      <h4>May be used on ${day(dos)}</h4>
      ${
        offered.length
          ? html`<ol class="options">
              ${offered.map((each) => this.#offered(each))}
            </ol>`
          : html`<p class="muted">None. The client would be billed.</p>`
      }
      ${
        others.length
          ? html`<h4>May not be used</h4>
              <ul class="options">
                ${others.map((each) => this.#refused(each))}
              </ul>`
          : nothing
      }
    `;
  }

  #offered(policy: Option): TemplateResult {
    const { ready = false, problems = [] } = policy.claimReadiness ?? {};
    const warnings = (policy.eligibility?.warnings ?? []).filter(
      ({ code }) => !problems.some((problem) => problem.code === code),
    );
    const messages = problems.map(({ message, box }) => (box ? `${message} (box ${box})` : message));
    return html`<li class=${ready ? "ready" : "blocked"}>
      ${ready ? icons.tick : icons.warning}
      <div>
        ${title(policy)}
        <p class="small"><strong>${ready ? "Ready to claim" : "Not ready to claim"}</strong></p>
        ${[...messages, ...warnings.map(({ message }) => message)].map((each) => html`<p class="small">${each}</p>`)}
      </div>
    </li>`;
  }

  #refused(policy: Option): TemplateResult {
    const { explanation, remedy } = policy.eligibility ?? {};
    return html`<li class="refused">
      ${icons.cross}
      <div>
        ${title(policy)}
        <p class="small">${explanation}</p>
        ${remedy ? html`<p class="small"><strong>${remedy}</strong></p>` : nothing}
      </div>
    </li>`;
  }

  static override styles = [...styles, claimBoxStyles];
}

function title(policy: Option): TemplateResult {
  const { type, memberId } = policy;
  return html`<p class="name">${nameOf(policy)}</p>
    <p class="small muted">${[word(TYPES, type), memberId].filter(Boolean).join(" · ")}</p>`;
}

declare global {
  interface HTMLElementTagNameMap {
    "policybook-claim-box": ClaimBox;
  }
}
