import { css } from "lit";

export const clientListStyles = css`
  :host {
    container-type: inline-size;
  }

  .column-headers {
    display: flex;
    justify-content: space-between;
    padding: 8px 20px;
    border-bottom: 1px solid var(--pb-line);
  }

  .column-headers :last-child {
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
    .column-headers {
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
