import { css } from "lit";

export const policyCardStyles = css`
  header {
    display: flex;
    align-items: start;
    justify-content: space-between;
    gap: 12px;
    padding: 14px 10px 0 20px;
  }

  .title {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 6px 12px;
    min-width: 0;
    min-height: 40px;
  }

  h3 {
    min-width: 0;
    overflow-wrap: anywhere;
  }

  .badges {
    gap: 6px;
  }

  .body {
    display: flex;
    flex-wrap: wrap;
    gap: 16px 24px;
    padding: 12px 20px 20px;
  }

  .facts {
    flex: 1 1 320px;
  }

  .inactive .facts dd,
  .inactive h3 {
    color: var(--pb-muted);
  }

  footer {
    display: flex;
    gap: 8px;
    padding: 10px 20px;
    border-top: 1px solid var(--pb-line);
    border-radius: 0 0 var(--pb-radius) var(--pb-radius);
    font-size: 0.875rem;
    color: var(--pb-muted);
  }

  footer .icon {
    margin-top: 1px;
  }

  footer.warning {
    border-top-color: transparent;
    color: var(--pb-text);
    background: var(--pb-warning-tint);
  }

  footer.warning .icon {
    color: var(--pb-warning);
  }
`;
