// What a screen shows when it has nothing else to show.

import { html, nothing, type TemplateResult } from "lit";
import { Failed, SignedOut, Unanswered, type Problem } from "./api.ts";
import * as icons from "./icons.ts";
import type { Loading } from "./loading.ts";

/**
 * The data once it has come; until then a skeleton of `lines`, or what went wrong with a way to try again. Data stays
 * when newer could not be had: then a line above it says so.
 */
export function shown<Data>(
  loading: Loading<Data>,
  draw: (data: Data) => unknown,
  skeleton: TemplateResult = lines(3),
): unknown {
  const { data, problem } = loading;
  if (data === undefined) return problem ? trouble(problem, () => loading.load()) : skeleton;
  return html`${problem ? trouble(problem, () => loading.load()) : nothing}${draw(data)}`;
}

/** What went wrong, in words, with Retry where that may help. */
export function trouble(problem: Problem, retry: () => unknown): TemplateResult {
  const [what, next] = inWords(problem);
  return html`<div class="notice bad" role="alert">
    ${icons.warning}
    <div class="spread">
      <div>
        <strong>${what}</strong>
        <div class="small">${next}</div>
      </div>
      ${problem instanceof SignedOut ? nothing : html`<button type="button" @click=${retry}>Retry</button>`}
    </div>
  </div>`;
}

function inWords(problem: Problem): [string, string] {
  if (problem instanceof SignedOut) return ["Your session has ended.", "Sign in again to go on."];
  if (problem instanceof Failed) return ["This did not work.", problem.message];
  if (problem instanceof Unanswered) {
    return [
      "There is no connection.",
      "What you sent may have arrived. Press Retry before you change anything: it is not saved twice.",
    ];
  }
  return ["There is no connection.", "Nothing is lost. Try again when you are back online."];
}

/** Grey lines where text will be. */
export function lines(number: number): TemplateResult {
  return html`<div class="stack" role="status" aria-label="Loading">
    ${Array.from({ length: number }, () => html`<div class="card skeleton" aria-hidden="true">&nbsp;<br />&nbsp;<br />&nbsp;</div>`)}
  </div>`;
}

/** Nothing here yet, and what may be done about it. */
export function empty(heading: string, text: string, action: unknown = nothing): TemplateResult {
  return html`<div class="empty">
    ${icons.shield}
    <h3>${heading}</h3>
    <p>${text}</p>
    ${action}
  </div>`;
}
