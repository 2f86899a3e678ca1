import { css } from "lit";

export const searchableListStyles = css`
  .toolbar {
    display: flex;
    flex-wrap: wrap;
    gap: 12px;
    align-items: center;
  }

  .search {
    position: relative;
    flex: 1 1 220px;
    max-width: 380px;
  }

  .search .icon {
    position: absolute;
    top: 12px;
    left: 12px;
    color: var(--pb-muted);
    pointer-events: none;
  }

  .search input[type="search"] {
    padding-left: 38px !important;
  }

  .toolbar .end {
    margin-left: auto;
  }

  .rows > li {
    display: flex;
    gap: 8px 16px;
    align-items: center;
    padding: 12px 8px 12px 20px;
    border-bottom: 1px solid var(--pb-line);
  }

  .rows > li:last-child {
    border: 0;
  }

  .rows .summary {
    flex: 1;
    min-width: 0;
    overflow-wrap: anywhere;
  }

  .rows h3 {
    font-size: 0.9375rem;
  }
`;
