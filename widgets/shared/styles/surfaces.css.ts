import { css } from "lit";

/** Cards, badges, notices, description lists (.facts), skeletons and empty states. */
export const surfaces = css`
  .card {
    border: 1px solid var(--pb-line);
    border-radius: var(--pb-radius);
    background: var(--pb-surface);
    box-shadow: var(--pb-shadow);
  }

  .badge {
    display: inline-flex;
    align-items: center;
    gap: 5px;
    padding: 1px 9px;
    border-radius: 999px;
    font-size: 0.75rem;
    font-weight: 600;
    line-height: 1.6;
    white-space: nowrap;
    color: var(--pb-muted);
    background: var(--pb-ground);
  }

  .badge.accent {
    color: var(--pb-accent);
    background: var(--pb-accent-tint);
  }

  .badge.success {
    color: var(--pb-success);
    background: var(--pb-success-tint);
  }

  .badge.warning {
    color: var(--pb-warning);
    background: var(--pb-warning-tint);
  }

  .badge.danger {
    color: var(--pb-danger);
    background: var(--pb-danger-tint);
  }

  .badge.info {
    color: var(--pb-info);
    background: var(--pb-info-tint);
  }

  .badge.outline {
    padding-block: 0;
    border: 1px solid var(--pb-line);
    background: none;
  }

  .badge.dot::before {
    width: 6px;
    height: 6px;
    border-radius: 50%;
    background: currentcolor;
    content: "";
  }

  .notice {
    display: flex;
    gap: 10px;
    padding: 10px 14px;
    border-radius: 8px;
    color: var(--pb-text);
    background: var(--pb-info-tint);
  }

  .notice > .icon {
    margin-top: 2px;
    color: var(--pb-info);
  }

  .notice.warning {
    background: var(--pb-warning-tint);
  }

  .notice.warning > .icon {
    color: var(--pb-warning);
  }

  .notice.danger {
    background: var(--pb-danger-tint);
  }

  .notice.danger > .icon {
    color: var(--pb-danger);
  }

  .notice.success {
    background: var(--pb-success-tint);
  }

  .notice.success > .icon {
    color: var(--pb-success);
  }

  .notice > :last-child:not(.icon) {
    flex: 1;
    min-width: 0;
  }

  .notice ul {
    display: grid;
    gap: 4px;
  }

  .facts {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(136px, 1fr));
    gap: 14px 20px;
  }

  .facts dt {
    font-size: 0.8125rem;
    color: var(--pb-muted);
  }

  .facts dd {
    font-weight: 500;
    overflow-wrap: anywhere;
  }

  .skeleton {
    border-radius: 6px;
    color: transparent;
    background: linear-gradient(90deg, var(--pb-line) 25%, var(--pb-ground) 50%, var(--pb-line) 75%) 0 0 / 300% 100%;
    animation: shimmer 1.6s linear infinite;
  }

  @keyframes shimmer {
    from {
      background-position: 150% 0;
    }

    to {
      background-position: -150% 0;
    }
  }

  .empty {
    display: grid;
    justify-items: center;
    gap: 6px;
    padding: 36px 24px;
    border: 1px dashed var(--pb-line);
    border-radius: var(--pb-radius);
    text-align: center;
    color: var(--pb-muted);
  }

  .empty > .icon {
    width: 32px;
    height: 32px;
    stroke-width: 1.1;
  }

  .empty h3 {
    color: var(--pb-text);
  }

  .empty button {
    margin-top: 8px;
  }
`;
