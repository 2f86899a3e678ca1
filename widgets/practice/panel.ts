import { css, LitElement, type PropertyValues } from "lit";
import { property } from "lit/decorators.js";
import type { Api } from "../shared/api.ts";
import type { Loading } from "../shared/loading.ts";

/** What the four tabs have in common: they load for themselves when they are drawn, and know their rows. */
export abstract class Panel extends LitElement {
  @property({ attribute: false }) api!: Api;
  /** The practice's time zone. */
  @property() timeZone = "UTC";

  /** What the panel loads of its own accord. */
  protected readonly loadings: readonly Loading<never>[] | readonly Loading<unknown>[] = [];

  /** Loads anew, and shows what there was until it has come. */
  async refresh(): Promise<void> {
    await Promise.all(this.loadings.map((each) => each.load()));
  }

  /** Puts the focus on the row with this id; where it is gone, on the first thing there is to do. */
  focusRow(id: string): void {
    const row = this.renderRoot.querySelector<HTMLElement>(`[data-id="${id}"]`);
    (row ?? this.renderRoot.querySelector<HTMLElement>("input, button"))?.focus();
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (!changed.has("api")) return;
    const before = changed.get("api") as Api | undefined;
    if (before?.endpoint !== this.api.endpoint) for (const each of this.loadings) each.forget();
    void this.refresh();
  }
}

/** The search box and what stands beside it, and rows in a card. */
export const rowStyles = css`
  .tools {
    display: flex;
    flex-wrap: wrap;
    gap: 12px;
    align-items: center;
  }

  .search {
    position: relative;
    flex: 1 1 220px;
    max-width: 380px;
  }

  .search .icon {
    position: absolute;
    top: 12px;
    left: 12px;
    color: var(--pb-muted);
    pointer-events: none;
  }

  .search input[type="search"] {
    padding-left: 38px !important;
  }

  .tools .end {
    margin-left: auto;
  }

  .rows > li {
    display: flex;
    gap: 8px 16px;
    align-items: center;
    padding: 12px 8px 12px 20px;
    border-bottom: 1px solid var(--pb-line);
  }

  .rows > li:last-child {
    border: 0;
  }

  .rows .what {
    flex: 1;
    min-width: 0;
    overflow-wrap: anywhere;
  }

  .rows h3 {
    font-size: 0.9375rem;
  }
`;
