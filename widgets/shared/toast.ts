import { css, html, type TemplateResult } from "lit";

/** A sentence at the foot of what is seen. The region stays when it is empty: screen readers notice what is new in it. */
export function toast(sentence: string): TemplateResult {
  return html`<div class="toast" role="status">${sentence ? html`<p>${sentence}</p>` : ""}</div>`;
}

export const toastStyles = css`
  .toast {
    position: sticky;
    bottom: 20px;
    z-index: 10;
    display: flex;
    align-items: end;
    justify-content: center;
    height: 0;
    pointer-events: none;
  }

  .toast p {
    max-width: 480px;
    padding: 10px 18px;
    border-radius: 8px;
    font-weight: 500;
    color: #ffffff;
    background: #17242d;
    box-shadow: var(--pb-shadow-high);
  }
`;
