import { html, LitElement, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { Api, type Token } from "./api.ts";
import { tell } from "./element.ts";
import type { Loading } from "./loading.ts";
import { toast } from "./toast.ts";

/**
 * What the three widgets have in common: where they ask and as whom, when they load, and how they speak up.
 *
 * Events, for the page around: `policybook-changed` after each save, `policybook-signed-out` when the token is refused.
 * What a part inside a widget sends: `policybook-say` with a sentence for the person, `policybook-saved` with the record's id.
 */
export abstract class InsuranceWidget extends LitElement {
  /** The API's address, such as https://practice.example/graphql. */
  @property() endpoint = "/graphql";

  /** A bearer token, or a function that gives one. A property and no attribute: a token does not belong in the DOM. */
  @property({ attribute: false }) token: Token | undefined;

  /** Speaks to the API as the token says. */
  @state() protected api: Api | undefined;

  @state() private said = "";
  #silence = 0;

  constructor() {
    super();
    this.addEventListener("policybook-say", (event) => this.say((event as CustomEvent<string>).detail));
    this.addEventListener("policybook-saved", (event) => void this.changed((event as CustomEvent<string>).detail));
  }

  /** What the widget loads of its own accord. */
  protected abstract readonly loadings: readonly Loading<unknown>[];

  /** Whether it knows what to load. */
  protected get ready(): boolean {
    return true;
  }

  /** Loads everything anew, and shows what there was until it has come. */
  async refresh(): Promise<void> {
    if (!this.api || !this.ready) return;
    await Promise.all(this.loadings.map((each) => each.load()));
  }

  /** After a save of the record with this id: loads anew, tells the page, and puts the focus where the record is. */
  protected async changed(id: string): Promise<void> {
    tell(this, "policybook-changed");
    await this.refresh();
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(`[data-id="${id}"]`)?.focus();
  }

  /** Says a sentence, on the screen and to a screen reader. */
  protected say(sentence: string): void {
    this.said = sentence;
    clearTimeout(this.#silence);
    this.#silence = window.setTimeout(() => (this.said = ""), 6_000);
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (!["endpoint", "token", "clientId"].some((name) => changed.has(name))) return;
    // A new token is mostly the same person's: what is shown and typed stays until the answer has come.
    if (!this.token || changed.has("endpoint") || changed.has("clientId"))
      for (const each of this.loadings) each.forget();
    this.api = this.token ? this.#apiWith(this.token) : undefined;
    void this.refresh();
  }

  #apiWith(token: Token): Api {
    const api = new Api(this.endpoint, token);
    // What a token of before is answered late is no news: there is another one.
    api.onSignedOut = () => api === this.api && tell(this, "policybook-signed-out");
    return api;
  }

  protected override render(): TemplateResult {
    return html`${this.draw()}${toast(this.said)}`;
  }

  /** The widget's own content. */
  protected abstract draw(): unknown;
}
