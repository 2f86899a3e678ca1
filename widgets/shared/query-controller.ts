import type { ReactiveController, ReactiveControllerHost } from "lit";
import { RequestError } from "./api-client.ts";

const DEBOUNCE_MS = 200;

/** Loads data for its host and requests an update of the host on each change of state. */
export class QueryController<Data> implements ReactiveController {
  /** The latest data. It stays while newer data is loading, and when loading fails. */
  data: Data | undefined;
  /** Why the latest load failed. */
  error: RequestError | undefined;
  isLoading = false;

  readonly #host: ReactiveControllerHost;
  readonly #fetch: () => Promise<Data>;
  /** Counts the loads, to ignore the result of an earlier one. */
  #generation = 0;
  #timer = 0;

  constructor(host: ReactiveControllerHost, fetch: () => Promise<Data>) {
    this.#host = host;
    this.#fetch = fetch;
    host.addController(this);
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
  }

  /** Loads; of several loads at once the last one counts. */
  async load(): Promise<void> {
    clearTimeout(this.#timer);
    const generation = ++this.#generation;
    this.isLoading = true;
    this.#host.requestUpdate();
    try {
      const data = await this.#fetch();
      if (generation === this.#generation) this.#settle(data, undefined);
    } catch (error) {
      if (!(error instanceof RequestError)) throw error;
      if (generation === this.#generation) this.#settle(this.data, error);
    } finally {
      if (generation === this.#generation) this.isLoading = false;
      this.#host.requestUpdate();
    }
  }

  /** Loads once there was no further call for a moment: while somebody types. */
  loadDebounced(): void {
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => void this.load(), DEBOUNCE_MS);
  }

  /** Ignores what is loading or about to load; the data stays. */
  cancel(): void {
    clearTimeout(this.#timer);
    this.#generation++;
    this.isLoading = false;
  }

  /** Cancels and discards the data: it belongs to another client or another caller. */
  reset(): void {
    this.cancel();
    this.#settle(undefined, undefined);
    this.#host.requestUpdate();
  }

  #settle(data: Data | undefined, error: RequestError | undefined): void {
    this.data = data;
    this.error = error;
  }
}
