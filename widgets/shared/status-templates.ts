// What stands in for data: skeleton, error, empty state.

import { html, nothing, type TemplateResult } from "lit";
import { ServerError, UnauthenticatedError, UnconfirmedSaveError, type RequestError } from "./api-client.ts";
import * as icons from "./icons.ts";
import type { QueryController } from "./query-controller.ts";

/**
 * Renders a query: its data; before that a skeleton, or the error with a Retry button. When a reload fails, the error
 * stands above the data.
 */
export function queryResult<Data>(
  query: QueryController<Data>,
  render: (data: Data) => unknown,
  placeholder: TemplateResult = skeleton(3),
): unknown {
  const { data, error } = query;
  if (data === undefined) return error ? errorNotice(error, () => query.load()) : placeholder;
  return html`${error ? errorNotice(error, () => query.load()) : nothing}${render(data)}`;
}

/** What went wrong, with a Retry button where a retry can help. */
export function errorNotice(error: RequestError, retry: () => unknown): TemplateResult {
  const { heading, text } = describe(error);
  return html`<div class="notice danger" role="alert">
    ${icons.warning}
    <div class="spread">
      <div>
        <strong>${heading}</strong>
        <div class="small">${text}</div>
      </div>
      ${error instanceof UnauthenticatedError ? nothing : html`<button type="button" @click=${retry}>Retry</button>`}
    </div>
  </div>`;
}

function describe(error: RequestError): { heading: string; text: string } {
  if (error instanceof UnauthenticatedError) {
    return { heading: "Your session has ended.", text: "Sign in again to continue." };
  }
  if (error instanceof ServerError) return { heading: "Something went wrong.", text: error.message };
  if (error instanceof UnconfirmedSaveError) {
    return {
      heading: "There is no connection.",
      text: "Your changes may have been saved. Press Retry before you change anything; nothing is saved twice.",
    };
  }
  return { heading: "There is no connection.", text: "Nothing is lost. Try again when you are back online." };
}

/** Gray placeholder blocks while data loads. */
export function skeleton(blocks: number): TemplateResult {
  return html`<div class="stack" role="status" aria-label="Loading">
    ${Array.from(
      { length: blocks },
      () => html`<div class="card skeleton" aria-hidden="true">&nbsp;<br />&nbsp;<br />&nbsp;</div>`,
    )}
  </div>`;
}

/** Says that there is no data yet, and what to do about it. */
export function emptyState(heading: string, text: string): TemplateResult {
  return html`<div class="empty">
    ${icons.shield}
    <h3>${heading}</h3>
    <p>${text}</p>
  </div>`;
}
