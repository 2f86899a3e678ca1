import { css } from "lit";

export const portalInsuranceStyles = css`
  .widget {
    container-type: inline-size;
  }

  h2,
  .submitted {
    margin-bottom: 14px;
    scroll-margin-top: 120px;
  }

  .submitted:focus {
    outline: none;
  }

  .submitted p {
    margin-top: 6px;
  }

  .submitted button {
    margin-top: 12px;
  }

  .policies {
    gap: 12px;
  }

  .add {
    width: 100%;
    min-height: 46px;
    margin-top: 14px;
  }

  .collection-off {
    margin-top: 14px;
  }

  .earlier {
    margin: 28px 0 12px;
  }

  @container (width >= 640px) {
    .policies {
      grid-template-columns: repeat(2, minmax(0, 1fr));
    }

    .add {
      width: auto;
    }

    policybook-add-insurance {
      max-width: 640px;
    }
  }
`;
