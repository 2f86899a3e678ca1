import { css } from "lit";

export const claimOptionsStyles = css`
  section {
    padding: 18px 20px 20px;
  }

  .field {
    margin: 12px 0 18px;
  }

  h4 + * {
    margin-top: 4px;
  }

  * + h4 {
    margin-top: 16px;
  }

  .options > li {
    display: flex;
    gap: 10px;
    padding: 10px 0;
    border-bottom: 1px solid var(--pb-line);
  }

  .options > li:last-child {
    border: 0;
    padding-bottom: 0;
  }

  .options .icon {
    margin-top: 1px;
  }

  .options button {
    min-height: 32px;
    margin-left: -8px;
    padding: 4px 8px;
  }

  .ready > .icon {
    color: var(--pb-success);
  }

  .not-ready > .icon {
    color: var(--pb-warning);
  }

  .ineligible > .icon {
    color: var(--pb-muted);
  }

  .name {
    font-weight: 600;
  }
`;
