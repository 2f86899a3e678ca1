// The GraphQL client: sends a typed document with its variables; returns the data, or throws a RequestError.

import type { TypedDocumentString } from "../generated/operations.ts";

/** A bearer token, or a function that returns one. The function is called before each request, so it may renew the token. */
export type Token = string | (() => string | Promise<string>);

/** Why a request returned no data. Input that a person can correct is not an error: it is in the payload's `userErrors`. */
export abstract class RequestError extends Error {}

/** No response: the connection was lost, timed out, or the server is overloaded. The request can be sent again. */
export class ConnectionError extends RequestError {}

/** A mutation without a response: whether it was saved is unknown until the same input is sent again. */
export class UnconfirmedSaveError extends ConnectionError {}

/** The token is missing, expired or invalid: the host page has to set another one. */
export class UnauthenticatedError extends RequestError {}

/** The server answered with an error. */
export class ServerError extends RequestError {}

interface GraphQLResponse {
  data?: unknown;
  errors?: { message: string; extensions?: { code?: string; errorId?: string } }[];
}

const TIMEOUT_MS = 30_000;

export class ApiClient {
  readonly endpoint: string;
  /** Called when the token is refused: once, and again only after a request has succeeded in between. */
  onUnauthenticated: () => void = () => undefined;

  readonly #token: Token;
  #isUnauthenticated = false;

  /** Whether the token was refused, and no request has succeeded since. */
  get isUnauthenticated(): boolean {
    return this.#isUnauthenticated;
  }

  constructor(endpoint: string, token: Token) {
    this.endpoint = endpoint;
    this.#token = token;
  }

  /** Returns the document's data; throws a RequestError. */
  async send<Data, Variables>(document: TypedDocumentString<Data, Variables>, variables: Variables): Promise<Data> {
    const response = await this.#post({ query: document.toString(), variables });
    const result = await parseResponse(response);
    const [error] = result.errors ?? [];
    if (response.status === 401 || error?.extensions?.code === "UNAUTHENTICATED") {
      throw this.#unauthenticated(error?.message);
    }
    if (response.status === 429 || response.status >= 500) throw new ConnectionError("The server is busy.");
    if (error || !result.data) throw new ServerError(errorMessage(error));
    this.#isUnauthenticated = false; // a token function may have renewed its token; report when that one expires
    return result.data as Data;
  }

  #unauthenticated(message: string | undefined): UnauthenticatedError {
    const isFirst = !this.#isUnauthenticated;
    this.#isUnauthenticated = true;
    if (isFirst) this.onUnauthenticated();
    return new UnauthenticatedError(message);
  }

  async #post(body: unknown): Promise<Response> {
    try {
      // The token function may send a request of its own, and fail as fetch does.
      const token = typeof this.#token === "function" ? await this.#token() : this.#token;
      return await fetch(this.endpoint, {
        method: "POST",
        headers: {
          "Content-Type": "application/json",
          Accept: "application/graphql-response+json",
          Authorization: `Bearer ${token}`,
        },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
    } catch {
      throw new ConnectionError("The connection was lost.");
    }
  }
}

async function parseResponse(response: Response): Promise<GraphQLResponse> {
  try {
    return (await response.json()) as GraphQLResponse;
  } catch {
    // Truncated, or a proxy's error page: in both cases the server's own response is unknown.
    throw new ConnectionError("The connection was lost.");
  }
}

function errorMessage(error: NonNullable<GraphQLResponse["errors"]>[number] | undefined): string {
  const id = error?.extensions?.errorId;
  return id ? `Something went wrong on our side (${id}).` : (error?.message ?? "The response was empty.");
}
