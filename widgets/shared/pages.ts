// A list that comes page by page: the first page, then more on demand, and as many as are shown when it is loaded anew.

import { html, nothing, type ReactiveControllerHost, type TemplateResult } from "lit";
import { Loading } from "./loading.ts";

const PAGE = 25;
const MOST = 100; // that the server gives at once

/** The rows that have come. `after` is where the next begin, null when these are all. */
export interface Rows<Row> {
  readonly rows: readonly Row[];
  readonly total: number | undefined;
  readonly after: string | null;
}

/** One page, as the server gives it. */
export interface Page<Row> {
  readonly nodes: readonly Row[];
  readonly totalCount?: number;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor?: string | null };
}

/** Draw its `loading` with `shown`, and `showMore` below the rows. */
export class Pages<Row> {
  readonly loading: Loading<Rows<Row>>;
  readonly #fetch: (first: number, after: string | null) => Promise<Page<Row> | null | undefined>;
  #wanted = PAGE;
  #shown: Rows<Row> | undefined;

  constructor(
    host: ReactiveControllerHost,
    fetch: (first: number, after: string | null) => Promise<Page<Row> | null | undefined>,
  ) {
    this.#fetch = fetch;
    this.loading = new Loading(host, () => this.#load());
  }

  /** The next page, below those that are shown. */
  async more(): Promise<void> {
    this.#shown = this.loading.data;
    this.#wanted = (this.#shown?.rows.length ?? 0) + PAGE;
    await this.loading.load();
  }

  /** Another search, while somebody types it: it begins with its first page. */
  search(): void {
    this.#wanted = PAGE;
    this.loading.loadSoon();
  }

  async #load(): Promise<Rows<Row>> {
    const begun = this.#shown;
    this.#shown = undefined; // a load that was not asked for by more() begins at the top
    const rows = [...(begun?.rows ?? [])];
    let { after, total } = begun ?? { after: null, total: undefined };
    do {
      const page = await this.#fetch(Math.min(Math.max(this.#wanted - rows.length, 1), MOST), after);
      rows.push(...(page?.nodes ?? []));
      total = page?.totalCount;
      after = page?.pageInfo.hasNextPage ? (page.pageInfo.endCursor ?? null) : null;
    } while (after !== null && rows.length < this.#wanted);
    return { rows, total, after };
  }
}

/** "25 of 60" and a button for more; nothing where all are shown. `then` is told how many there were before. */
export function showMore(pages: Pages<unknown>, then?: (before: number) => void): TemplateResult | typeof nothing {
  const { data, busy } = pages.loading;
  if (!data?.after) return nothing;
  const before = data.rows.length;
  const more = async () => {
    await pages.more();
    then?.(before);
  };
  return html`<div class="row show-more">
    <button type="button" aria-busy=${busy} @click=${more}>Show more</button>
    ${data.total === undefined ? nothing : html`<span class="muted small">${before} of ${data.total} shown</span>`}
  </div>`;
}
