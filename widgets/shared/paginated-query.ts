import { html, nothing, type ReactiveControllerHost, type TemplateResult } from "lit";
import { QueryController } from "./query-controller.ts";

const PAGE_SIZE = 25;
const MAX_FIRST = 100; // the server's limit of one page

/** The rows loaded so far. `endCursor` is where the next page begins; null at the end. */
export interface LoadedRows<Row> {
  readonly rows: readonly Row[];
  readonly total: number | undefined;
  readonly endCursor: string | null;
}

/** One page of a connection. */
export interface Page<Row> {
  readonly edges: readonly { readonly node: Row }[];
  readonly totalCount?: number;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor?: string | null };
}

/** The rows of a page; none without a page. */
export function rowsOf<Row>(page: Pick<Page<Row>, "edges"> | null | undefined): Row[] {
  return page?.edges.map(({ node }) => node) ?? [];
}

type FetchPage<Row> = (first: number, after: string | null) => Promise<Page<Row> | null | undefined>;

/**
 * A connection loaded page by page. Reloading loads as many rows as are shown. Render its `query` with `queryResult`,
 * and `showMoreButton` below the rows.
 */
export class PaginatedQuery<Row> {
  readonly query: QueryController<LoadedRows<Row>>;
  readonly #fetchPage: FetchPage<Row>;
  #targetCount = PAGE_SIZE;
  /** The rows that the next load continues from. */
  #start: LoadedRows<Row> | undefined;

  constructor(host: ReactiveControllerHost, fetchPage: FetchPage<Row>) {
    this.#fetchPage = fetchPage;
    this.query = new QueryController(host, () => this.#load());
  }

  /** Loads the next page and appends it. */
  async loadMore(): Promise<void> {
    this.#start = this.query.data;
    this.#targetCount = (this.#start?.rows.length ?? 0) + PAGE_SIZE;
    await this.query.load();
  }

  /** Loads the first page of another search, debounced. */
  search(): void {
    this.#targetCount = PAGE_SIZE;
    this.query.loadDebounced();
  }

  async #load(): Promise<LoadedRows<Row>> {
    const start = this.#start;
    this.#start = undefined; // only loadMore() continues; any other load starts at the first page
    const rows = [...(start?.rows ?? [])];
    let endCursor = start?.endCursor ?? null;
    let total = start?.total;
    do {
      const first = Math.min(Math.max(this.#targetCount - rows.length, 1), MAX_FIRST);
      const page = await this.#fetchPage(first, endCursor);
      rows.push(...rowsOf(page));
      total = page?.totalCount;
      endCursor = page?.pageInfo.hasNextPage ? (page.pageInfo.endCursor ?? null) : null;
    } while (endCursor !== null && rows.length < this.#targetCount);
    return { rows, total, endCursor };
  }
}

/**
 * "25 of 60 shown" and a button that loads more; nothing when all rows are shown. `onLoaded` gets the number of rows
 * there were before: the index of the first new row.
 */
export function showMoreButton(
  pages: PaginatedQuery<unknown>,
  onLoaded?: (previousCount: number) => void,
): TemplateResult | typeof nothing {
  const { data, isLoading } = pages.query;
  if (!data?.endCursor) return nothing;
  const previousCount = data.rows.length;
  const handleClick = async () => {
    await pages.loadMore();
    onLoaded?.(previousCount);
  };
  return html`<div class="row show-more">
    <button type="button" aria-busy=${isLoading} @click=${handleClick}>Show more</button>
    ${
      data.total === undefined
        ? nothing
        : html`<span class="muted small">${previousCount} of ${data.total} shown</span>`
    }
  </div>`;
}
