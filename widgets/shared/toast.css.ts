import { css } from "lit";

export const toastStyles = css`
  .toast {
    position: sticky;
    bottom: 20px;
    z-index: 10;
    display: flex;
    align-items: end;
    justify-content: center;
    height: 0;
    pointer-events: none;
  }

  .toast p {
    max-width: 480px;
    padding: 10px 18px;
    border-radius: 8px;
    font-weight: 500;
    color: #ffffff;
    background: #17242d;
    box-shadow: var(--pb-shadow-high);
  }
`;
