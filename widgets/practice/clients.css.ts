import { css } from "lit";

export const clientsStyles = css`
  :host {
    container-type: inline-size;
  }

  .heads {
    display: flex;
    justify-content: space-between;
    padding: 8px 20px;
    border-bottom: 1px solid var(--pb-line);
  }

  .heads :last-child {
    flex: 0 0 316px;
  }

  .collection {
    flex: 0 0 272px;
  }

  .collection select {
    min-height: 36px;
    padding-block: 4px;
  }

  .collection p {
    margin-top: 3px;
  }

  .on {
    color: var(--pb-success);
  }

  @container (width < 600px) {
    .heads {
      display: none;
    }

    .rows > li {
      display: grid;
      grid-template-columns: minmax(0, 1fr) auto;
    }

    .collection {
      grid-row: 2;
      grid-column: 1 / -1;
      padding-right: 12px;
    }

    .search {
      flex-basis: 100%;
      max-width: none;
    }
  }
`;
