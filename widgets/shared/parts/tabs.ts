import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { element } from "../element.ts";
import { styles } from "../styles/index.ts";

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

  static override styles = [
    ...styles,
    css`
      [role="tablist"] {
        display: flex;
        gap: 4px;
        margin-bottom: 16px;
        border-bottom: 1px solid var(--pb-line);
        overflow-x: auto;
      }

      [role="tab"] {
        flex: none;
        margin-bottom: -1px;
        padding-inline: 12px;
        border: 0;
        border-bottom: 2px solid transparent;
        border-radius: 6px 6px 0 0;
        color: var(--pb-muted);
        background: none;
      }

      @media (width <= 480px) {
        [role="tablist"] {
          gap: 0;
        }

        [role="tab"] {
          padding-inline: 9px;
        }
      }

      [role="tab"]:hover {
        color: var(--pb-text);
      }

      [role="tab"][aria-selected="true"] {
        border-bottom-color: var(--pb-accent);
        color: var(--pb-accent);
      }

      [role="tab"]:focus-visible {
        outline-offset: -2px;
      }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    "policybook-tabs": Tabs;
  }
}
