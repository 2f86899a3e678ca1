import { html, LitElement, nothing, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { element } from "../element.ts";
import { styles } from "../styles/index.ts";
import { tabsStyles } from "./tabs.css.ts";

/** A tab; `count` stands behind its name. */
export interface Tab {
  id: string;
  label: string;
  count?: number | undefined;
}

/**
 * Tabs over one panel, its children (ARIA Authoring Practices, "Tabs With Automatic Activation"): arrows, Home and End
 * choose. Sends `choose` with the tab's id.
 */
@element("policybook-tabs")
export class Tabs extends LitElement {
  @property() label = "";
  @property({ attribute: false }) tabs: readonly Tab[] = [];
  @property() chosen = "";

  protected override render(): TemplateResult {
    return html`
      <div role="tablist" aria-label=${this.label} @keydown=${this.#onKey}>
        ${this.tabs.map(
          ({ id, label, count }) =>
            html`<button
              type="button"
              role="tab"
              id="tab-${id}"
              aria-selected=${id === this.chosen}
              aria-controls="panel"
              tabindex=${id === this.chosen ? 0 : -1}
              @click=${() => this.#choose(id)}
            >
              ${label}${count ? html`<span class="badge look">${count}</span>` : nothing}
            </button>`,
        )}
      </div>
      <div role="tabpanel" id="panel" aria-labelledby="tab-${this.chosen}"><slot></slot></div>
    `;
  }

  #choose(id: string): void {
    this.dispatchEvent(new CustomEvent("choose", { detail: id }));
  }

  async #onKey(event: KeyboardEvent): Promise<void> {
    const at = this.tabs.findIndex(({ id }) => id === this.chosen);
    const places: Record<string, number> = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: -1 };
    const to = places[event.key];
    const tab = to === undefined ? undefined : this.tabs.at(to % this.tabs.length);
    if (!tab) return;
    event.preventDefault();
    this.#choose(tab.id);
    this.renderRoot.querySelector<HTMLElement>(`#tab-${tab.id}`)?.focus();
  }

  static override styles = [...styles, tabsStyles];
}

declare global {
  interface HTMLElementTagNameMap {
    "policybook-tabs": Tabs;
  }
}
