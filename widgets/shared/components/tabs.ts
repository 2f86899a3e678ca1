import { html, LitElement, nothing, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { customElement } from "../custom-element.ts";
import { styles } from "../styles/index.ts";
import { tabsStyles } from "./tabs.css.ts";

/** A tab; `count` is displayed behind its label. */
export interface Tab {
  id: string;
  label: string;
  count?: number | undefined;
}

/**
 * Tabs with one panel (ARIA Authoring Practices, "Tabs With Automatic Activation"): arrow keys, Home and End select.
 *
 * @slot - The content of the selected tab's panel.
 * @fires choose - The detail is the tab's id.
 */
@customElement("policybook-tabs")
export class Tabs extends LitElement {
  @property() label = "";
  @property({ attribute: false }) tabs: readonly Tab[] = [];
  @property() selected = "";

  protected override render(): TemplateResult {
    return html`
      <div role="tablist" aria-label=${this.label} @keydown=${this.#handleKeyDown}>
        ${this.tabs.map(
          ({ id, label, count }) =>
            html`<button
              type="button"
              role="tab"
              id="tab-${id}"
              aria-selected=${id === this.selected}
              aria-controls="panel"
              tabindex=${id === this.selected ? 0 : -1}
              @click=${() => this.#choose(id)}
            >
              ${label}${count ? html`<span class="badge warning">${count}</span>` : nothing}
            </button>`,
        )}
      </div>
      <div role="tabpanel" id="panel" aria-labelledby="tab-${this.selected}"><slot></slot></div>
    `;
  }

  #choose(id: string): void {
    this.dispatchEvent(new CustomEvent("choose", { detail: id }));
  }

  #handleKeyDown(event: KeyboardEvent): void {
    const current = this.tabs.findIndex(({ id }) => id === this.selected);
    const targets: Record<string, number> = { ArrowRight: current + 1, ArrowLeft: current - 1, Home: 0, End: -1 };
    const target = targets[event.key];
    const tab = target === undefined ? undefined : this.tabs.at(target % this.tabs.length);
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
