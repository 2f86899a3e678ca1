// What a screen shows is loaded by one of these: it knows whether it waits, what came, and what went wrong.

import type { ReactiveController, ReactiveControllerHost } from "lit";
import { Problem } from "./api.ts";

const PAUSE = 200; // milliseconds

/** Data on its way to the screen. The host is drawn anew with each step. */
export class Loading<Data> implements ReactiveController {
  /** What came last. It stays while newer is on its way, and when that does not come. */
  data: Data | undefined;
  /** Why what was asked for last did not come. */
  problem: Problem | undefined;
  busy = false;

  readonly #host: ReactiveControllerHost;
  readonly #load: () => Promise<Data>;
  #asked = 0;
  #timer = 0;

  constructor(host: ReactiveControllerHost, load: () => Promise<Data>) {
    this.#host = host;
    this.#load = load;
    host.addController(this);
  }

  hostConnected(): void {}

  hostDisconnected(): void {
    clearTimeout(this.#timer);
  }

  /** Loads, and keeps what is shown until newer has come. Of several at once the last one counts. */
  async load(): Promise<void> {
    clearTimeout(this.#timer);
    const turn = ++this.#asked;
    this.busy = true;
    this.#host.requestUpdate();
    try {
      const data = await this.#load();
      if (turn === this.#asked) [this.data, this.problem] = [data, undefined];
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      if (turn === this.#asked) this.problem = error;
    } finally {
      if (turn === this.#asked) this.busy = false;
      this.#host.requestUpdate();
    }
  }

  /** Loads once nothing more has been asked for a moment: while somebody types. */
  loadSoon(): void {
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => void this.load(), PAUSE);
  }

  /** Lets nothing more come: what is shown stays, and what is on its way is too late. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#asked++;
    this.busy = false;
  }

  /** Forgets what is shown: it is another chart's, or another person's. */
  forget(): void {
    this.stop();
    [this.data, this.problem] = [undefined, undefined];
    this.#host.requestUpdate();
  }
}
