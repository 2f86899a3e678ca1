import type { ReactiveController, ReactiveControllerHost } from "lit";
import { ConnectionError, RequestError, UnauthenticatedError, UnconfirmedSaveError } from "./api-client.ts";
import { UserErrors, type UserError } from "./form-state.ts";

interface Payload {
  userErrors: UserError[];
}

/**
 * Sends a form's mutations with idempotency keys and requests an update of the host on each change of state. Input
 * that got no response is sent again with the same key, so that a retry never saves twice.
 */
export class MutationController implements ReactiveController {
  isSaving = false;
  /** Why the latest save has no response. It may have been saved; sending the same input again tells. */
  error: RequestError | undefined;
  /** What the server rejected of the latest input. */
  userErrors = new UserErrors();

  readonly #host: ReactiveControllerHost;
  /** The keys of inputs without a confirmed result, by the input as JSON. */
  readonly #keys = new Map<string, string>();

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  // Lit types a controller with at least one of its methods.
  hostConnected(): void {}

  /** After a rejected save: whether an earlier save with other input is unconfirmed and may have been saved. */
  get hasUnconfirmedSave(): boolean {
    return this.#keys.size > 0;
  }

  /**
   * Sends the input with an idempotency key and returns the payload, whose `userErrors` are kept too. Returns undefined
   * when there was no response (`error` says why) and while another save is running.
   */
  async save<Input extends object, Result extends Payload>(
    input: Input,
    send: (input: Input & { idempotencyKey: string }) => Promise<Result | null | undefined>,
  ): Promise<Result | undefined> {
    if (this.isSaving) return undefined;
    this.isSaving = true;
    this.error = undefined;
    this.#host.requestUpdate();
    const json = JSON.stringify(input);
    const isRetry = this.#keys.has(json);
    try {
      const payload = (await send({ ...input, idempotencyKey: this.#keyFor(json) })) ?? undefined;
      this.userErrors = new UserErrors(payload?.userErrors);
      if (this.userErrors.all.length) this.#keys.delete(json);
      else this.#keys.clear();
      return payload;
    } catch (error) {
      if (!(error instanceof RequestError)) throw error;
      if (error instanceof UnauthenticatedError && !isRetry) this.#keys.delete(json); // the server did not run it
      this.error = error instanceof ConnectionError ? new UnconfirmedSaveError(error.message) : error;
      return undefined;
    } finally {
      this.isSaving = false;
      this.#host.requestUpdate();
    }
  }

  /** Clears the errors: the form starts over. */
  reset(): void {
    this.userErrors = new UserErrors();
    this.error = undefined;
  }

  /** Call it when the API client has changed: an expired session is no longer the reason not to save. */
  clearUnauthenticated(): void {
    if (this.error instanceof UnauthenticatedError) this.error = undefined;
  }

  #keyFor(json: string): string {
    const key = this.#keys.get(json) ?? randomKey();
    this.#keys.set(json, key);
    return key;
  }
}

/** 128 random bits as hex. `crypto.randomUUID` is missing on pages without TLS. */
function randomKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
