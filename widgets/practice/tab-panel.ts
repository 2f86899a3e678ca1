import { LitElement, type PropertyValues } from "lit";
import { property } from "lit/decorators.js";
import type { ApiClient } from "../shared/api-client.ts";
import type { QueryController } from "../shared/query-controller.ts";

/** The base class of the content of a tab: it loads its own data and can focus a row. */
export abstract class TabPanel extends LitElement {
  @property({ attribute: false }) api!: ApiClient;
  /** The practice's time zone, an IANA name. */
  @property({ attribute: "time-zone" }) timeZone = "UTC";

  /** The queries that the panel loads when its API client changes. */
  protected get queries(): readonly Pick<QueryController<unknown>, "load" | "reset">[] {
    return [];
  }

  /** Reloads everything; the current data stays until the new data has arrived. */
  async refresh(): Promise<void> {
    await Promise.all(this.queries.map((query) => query.load()));
  }

  /** Focuses the row with this id; where it is gone, the first control of the panel. */
  focusRow(id: string): void {
    const row = this.renderRoot.querySelector<HTMLElement>(`[data-id="${id}"]`);
    (row ?? this.renderRoot.querySelector<HTMLElement>("input, button"))?.focus();
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (!changed.has("api")) return;
    const previous = changed.get("api") as ApiClient | undefined;
    if (previous?.endpoint !== this.api.endpoint) for (const query of this.queries) query.reset();
    void this.refresh();
  }
}
