import { css } from "lit";

export const tagInputStyles = css`
  .add {
    display: flex;
    gap: 8px;
  }

  .add button {
    flex: none;
  }

  ul {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
    margin-bottom: 2px;
  }

  li {
    display: inline-flex;
    align-items: center;
    max-width: 100%;
    padding-left: 12px;
    border-radius: 8px;
    font-size: 0.875rem;
    overflow-wrap: anywhere;
    background: var(--pb-ground);
  }

  li.danger {
    background: var(--pb-danger-tint);
  }

  li button {
    flex: none;
    width: 32px;
    min-height: 32px;
  }
`;
