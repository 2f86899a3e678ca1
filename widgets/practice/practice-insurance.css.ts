import { css } from "lit";

export const practiceInsuranceStyles = css`
  h2 {
    margin-bottom: 12px;
  }
`;
