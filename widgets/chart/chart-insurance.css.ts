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
