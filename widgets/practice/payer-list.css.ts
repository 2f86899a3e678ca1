import { css } from "lit";

export const payerListStyles = css`
  :host {
    container-type: inline-size;
  }

  .payer-id {
    flex: none;
    font-variant-numeric: tabular-nums;
  }

  .choice {
    align-items: center;
    min-height: 42px;
  }

  .choice input {
    margin: 0;
  }

  @container (width < 560px) {
    .rows > li {
      display: grid;
      grid-template-columns: minmax(0, 1fr) auto;
      gap: 2px 8px;
    }

    .rows policybook-menu {
      grid-area: 1 / 2 / span 2;
    }

    .search {
      flex-basis: 100%;
      max-width: none;
    }
  }
`;
