import { css } from "lit";

export const changeHistoryStyles = css`
  .changes {
    display: grid;
    gap: 18px;
  }

  .changes > li {
    position: relative;
    padding-left: 20px;
  }

  .changes > li::before {
    position: absolute;
    top: 7px;
    left: 0;
    width: 8px;
    height: 8px;
    border-radius: 50%;
    background: var(--pb-edge);
    content: "";
  }

  .changes > li:not(:last-child)::after {
    position: absolute;
    inset: 20px auto -18px 3.5px;
    width: 1px;
    background: var(--pb-line);
    content: "";
  }

  .changes ul {
    margin-top: 4px;
    font-size: 0.875rem;
    overflow-wrap: anywhere;
  }

  .changes del {
    color: var(--pb-muted);
  }
`;
