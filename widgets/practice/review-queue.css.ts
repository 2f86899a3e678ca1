import { css } from "lit";

export const reviewQueueStyles = css`
  li.card {
    container-type: inline-size;
  }

  article {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 6px 20px;
    padding: 14px 20px 16px;
  }

  header {
    display: flex;
    flex-wrap: wrap;
    grid-column: 1 / -1;
    gap: 4px 12px;
    align-items: center;
  }

  header h3 {
    min-width: 0;
    overflow-wrap: anywhere;
  }

  header .row {
    gap: 6px;
  }

  .created-at {
    margin-left: auto;
  }

  .body {
    display: flex;
    flex-wrap: wrap;
    gap: 10px 20px;
  }

  .summary {
    display: grid;
    flex: 1 1 240px;
    gap: 4px;
    align-content: start;
    overflow-wrap: anywhere;
  }

  .summary .row {
    gap: 6px;
  }

  /* Payers have long names, and phones are narrow. */
  .summary .badge {
    max-width: 100%;
    white-space: normal;
    overflow-wrap: anywhere;
  }

  .missing {
    display: flex;
    gap: 5px;
    color: var(--pb-warning);
  }

  .missing .icon {
    margin-top: 1px;
  }

  .pictures img {
    width: 104px;
    height: 66px;
  }

  footer {
    display: grid;
    gap: 8px;
    align-content: end;
    min-width: 152px;
  }

  footer button {
    min-height: 36px;
    padding-block: 4px;
  }

  @container (width < 560px) {
    article {
      grid-template-columns: minmax(0, 1fr);
      gap: 10px;
      padding: 14px 16px;
    }

    .created-at {
      width: 100%;
      margin-left: 0;
    }

    footer {
      grid-auto-flow: column;
      grid-auto-columns: 1fr;
    }

    footer button {
      min-height: 44px;
      padding-inline: 8px;
    }

    footer .icon {
      display: none;
    }
  }
`;
