import { css } from "lit";

export const comboboxStyles = css`
  .box {
    position: relative;
  }

  .box > .icon {
    position: absolute;
    inset: 11px 12px auto auto;
    color: var(--pb-muted);
    pointer-events: none;
  }

  input {
    padding-right: 38px !important;
  }

  ul {
    position: absolute;
    inset: calc(100% + 4px) 0 auto;
    z-index: 6;
    max-height: 264px;
    padding: 6px;
    overflow-y: auto;
    box-shadow: var(--pb-shadow-high);
  }

  li {
    display: flex;
    align-items: baseline;
    justify-content: space-between;
    gap: 12px;
    padding: 8px 10px;
    border-radius: 6px;
    cursor: pointer;
  }

  li:hover,
  li[aria-selected="true"] {
    background: var(--pb-accent-tint);
  }
`;
