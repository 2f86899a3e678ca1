import { css } from "lit";

export const menuStyles = css`
  :host {
    position: relative;
    display: inline-block;
  }

  [role="menu"] {
    position: absolute;
    inset: calc(100% + 4px) 0 auto auto;
    z-index: 5;
    display: grid;
    min-width: 184px;
    padding: 6px;
    box-shadow: var(--pb-shadow-high);
  }

  [role="menuitem"] {
    justify-content: start;
    border: 0;
    font-weight: 500;
    text-align: start;
    white-space: nowrap;
  }

  [role="menuitem"]:focus-visible {
    outline-offset: -2px;
    background: var(--pb-ground);
  }
`;
