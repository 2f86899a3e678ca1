import { css } from "lit";

export const chartInsuranceStyles = css`
  .widget {
    container-type: inline-size;
  }

  header {
    margin-bottom: 16px;
  }

  .columns {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 16px;
    align-items: start;
  }

  .timeline {
    padding: 16px 20px;
  }

  .timeline h3 {
    margin-bottom: 8px;
  }

  .saved-warnings ul {
    margin-top: 4px;
  }

  .in-error summary {
    display: inline-flex;
    gap: 6px;
    align-items: center;
    padding: 6px 8px;
    margin-left: -8px;
    border-radius: 8px;
    font-size: 0.875rem;
    color: var(--pb-muted);
    list-style: none;
    cursor: pointer;
  }

  .in-error summary:hover {
    color: var(--pb-text);
    background: var(--pb-ground);
  }

  .in-error summary::-webkit-details-marker {
    display: none;
  }

  .in-error summary .icon {
    transform: rotate(-90deg);
    transition: transform 0.15s;
  }

  .in-error[open] summary .icon {
    transform: none;
  }

  .in-error ul {
    margin-top: 8px;
  }

  @container (width >= 960px) {
    .columns {
      grid-template-columns: minmax(0, 1fr) 320px;
    }

    aside {
      position: sticky;
      top: calc(var(--policybook-top, 0px) + 16px);
    }
  }
`;
