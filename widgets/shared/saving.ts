// A save: what was typed stays until it is on disk, and a retry of the same save cannot do it twice.

import type { ReactiveController, ReactiveControllerHost } from "lit";
import { Problem, SignedOut, Unanswered, Unreachable } from "./api.ts";
import { UserErrors, type UserError } from "./form.ts";

interface Payload {
  userErrors: UserError[];
}

/** One form's way to the server. The host is drawn anew with each step. */
export class Saving implements ReactiveController {
  busy = false;
  /** Why the last save has no answer; it may have been done, and sending it again finds out. */
  problem: Problem | undefined;
  /** What was wrong with what was sent last. */
  errors = new UserErrors([]);

  readonly #host: ReactiveControllerHost;
  readonly #keys = new Map<string, string>();

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {}

  /** After a refusal: whether a save of something else than was sent last has no answer, and may have been done. */
  get unsure(): boolean {
    return this.#keys.size > 0;
  }

  /**
   * Sends the input with an idempotency key. The payload, which may hold refusals (they are in `errors` too), or
   * undefined when no answer came: then `problem` says why, and the same input goes with the same key when sent again.
   */
  async save<Input extends object, Answer extends Payload>(
    input: Input,
    send: (input: Input & { idempotencyKey: string }) => Promise<Answer | null | undefined>,
  ): Promise<Answer | undefined> {
    if (this.busy) return undefined;
    [this.busy, this.problem] = [true, undefined];
    this.#host.requestUpdate();
    const text = JSON.stringify(input);
    const sentBefore = this.#keys.has(text);
    try {
      const payload = (await send({ ...input, idempotencyKey: this.#keyOf(text) })) ?? undefined;
      this.errors = new UserErrors(payload?.userErrors ?? []);
      if (this.errors.all.length) this.#keys.delete(text);
      else this.#keys.clear();
      return payload;
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      if (error instanceof SignedOut && !sentBefore) this.#keys.delete(text); // it was not even looked at
      this.problem = error instanceof Unreachable ? new Unanswered(error.message) : error;
      return undefined;
    } finally {
      this.busy = false;
      this.#host.requestUpdate();
    }
  }

  /** Nothing is wrong any more: the form is another one. */
  forget(): void {
    [this.errors, this.problem] = [new UserErrors([]), undefined];
  }

  #keyOf(text: string): string {
    const key = this.#keys.get(text) ?? randomKey();
    this.#keys.set(text, key);
    return key;
  }
}

function randomKey(): string {
  // randomUUID is missing on pages without TLS.
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
