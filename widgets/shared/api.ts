// Speaks to the API: a typed document and its variables go out; its data comes back, or one Problem is thrown.

import type { TypedDocumentString } from "../generated/operations.ts";

/** A bearer token, or what gives one: asked before each request, so that it may be renewed behind our back. */
export type Token = string | (() => string | Promise<string>);

/** Why there is no data. What a person can mend in a form is no Problem: it is in the payload's `userErrors`. */
export abstract class Problem extends Error {}

/** No answer came: the connection was lost, or the server has too much to do. The same may be sent again. */
export class Unreachable extends Problem {}

/** A save had no answer: whether it was done is not known until the same is sent again. */
export class Unanswered extends Unreachable {}

/** The token is missing, over or not valid: the page around the widget must give another. */
export class SignedOut extends Problem {}

/** The server answered that it could not. */
export class Failed extends Problem {}

interface Answer {
  data?: unknown;
  errors?: { message: string; extensions?: { code?: string; errorId?: string } }[];
}

const PATIENCE = 30_000; // milliseconds

export class Api {
  readonly endpoint: string;
  /** Called when the token is refused: once, and not again before an answer has come. */
  onSignedOut: () => void = () => {};

  readonly #token: Token;
  #out = false;

  constructor(endpoint: string, token: Token) {
    this.endpoint = endpoint;
    this.#token = token;
  }

  /** The document's data. Throws a Problem. */
  async send<Data, Variables>(document: TypedDocumentString<Data, Variables>, variables: Variables): Promise<Data> {
    const response = await this.#post({ query: document.toString(), variables });
    const answer = await read(response);
    const [error] = answer.errors ?? [];
    if (response.status === 401 || error?.extensions?.code === "UNAUTHENTICATED") throw this.#signedOut(error?.message);
    if (response.status === 429 || response.status >= 500) throw new Unreachable("The server is busy.");
    if (error || !answer.data) throw new Failed(inWords(error));
    this.#out = false; // a function may give a good token by now, whose end is news again
    return answer.data as Data;
  }

  #signedOut(message: string | undefined): SignedOut {
    const news = !this.#out;
    this.#out = true;
    if (news) this.onSignedOut();
    return new SignedOut(message);
  }

  async #post(body: unknown): Promise<Response> {
    try {
      // The page's own function may ask its server, and fail as a fetch does.
      const token = typeof this.#token === "function" ? await this.#token() : this.#token;
      return await fetch(this.endpoint, {
        method: "POST",
        headers: {
          "Content-Type": "application/json",
          Accept: "application/graphql-response+json",
          Authorization: `Bearer ${token}`,
        },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(PATIENCE),
      });
    } catch {
      throw new Unreachable("The connection was lost.");
    }
  }
}

async function read(response: Response): Promise<Answer> {
  try {
    return (await response.json()) as Answer;
  } catch {
    // Cut off half way, or the page of a proxy: either way the server's own answer is not known.
    throw new Unreachable("The connection was lost.");
  }
}

function inWords(error: NonNullable<Answer["errors"]>[number] | undefined): string {
  const id = error?.extensions?.errorId;
  return id ? `Something went wrong on our side (${id}).` : (error?.message ?? "The answer was empty.");
}
