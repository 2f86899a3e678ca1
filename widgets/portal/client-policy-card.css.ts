import { css } from "lit";

export const clientPolicyCardStyles = css`
  article {
    overflow: hidden;
  }

  .body {
    display: grid;
    gap: 10px;
    padding: 16px;
  }

  h3 {
    min-width: 0;
    overflow-wrap: anywhere;
  }

  .facts {
    grid-template-columns: repeat(auto-fill, minmax(124px, 1fr));
    gap: 10px 16px;
  }

  .facts:empty {
    display: none;
  }

  .past h3,
  .past .facts dd {
    color: var(--pb-muted);
  }

  .pictures {
    margin-top: 4px;
  }

  .past .pictures img {
    opacity: 0.7;
  }

  footer {
    display: flex;
    gap: 8px;
    align-items: center;
    padding: 10px 16px;
    font-size: 0.875rem;
    background: var(--pb-info-tint);
  }

  footer .icon {
    color: var(--pb-info);
  }
`;
