import { css } from "lit";

export const tabsStyles = css`
  [role="tablist"] {
    display: flex;
    gap: 4px;
    margin-bottom: 16px;
    border-bottom: 1px solid var(--pb-line);
    overflow-x: auto;
  }

  [role="tab"] {
    flex: none;
    margin-bottom: -1px;
    padding-inline: 12px;
    border: 0;
    border-bottom: 2px solid transparent;
    border-radius: 6px 6px 0 0;
    color: var(--pb-muted);
    background: none;
  }

  @media (width <= 480px) {
    [role="tablist"] {
      gap: 0;
    }

    [role="tab"] {
      padding-inline: 9px;
    }
  }

  [role="tab"]:hover {
    color: var(--pb-text);
  }

  [role="tab"][aria-selected="true"] {
    border-bottom-color: var(--pb-accent);
    color: var(--pb-accent);
  }

  [role="tab"]:focus-visible {
    outline-offset: -2px;
  }
`;
