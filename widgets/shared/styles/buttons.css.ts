import { css } from "lit";

/** Buttons: default, .primary, .quiet (without a border), .square (icon only). */
export const buttons = css`
  button,
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 6px;
    min-height: 40px;
    padding: 6px 16px;
    border: 1px solid var(--pb-line);
    border-radius: 8px;
    font: inherit;
    font-weight: 600;
    color: var(--pb-text);
    background: var(--pb-surface);
    cursor: pointer;
    transition:
      background 0.12s,
      border-color 0.12s;
  }

  button:hover,
  .button:hover {
    border-color: var(--pb-edge);
    background: var(--pb-ground);
  }

  button.primary {
    border-color: transparent;
    color: var(--pb-on-accent);
    background: var(--pb-accent);
  }

  button.primary:hover {
    background: color-mix(in srgb, var(--pb-accent) 86%, black);
  }

  button.quiet {
    border-color: transparent;
    color: var(--pb-accent);
    background: none;
  }

  button.quiet:hover {
    background: var(--pb-accent-tint);
  }

  button.square {
    width: 40px;
    padding: 0;
    border-color: transparent;
    color: var(--pb-muted);
    background: none;
  }

  button.square:hover {
    color: var(--pb-text);
    background: var(--pb-ground);
  }

  button[aria-busy="true"]::before {
    width: 1em;
    height: 1em;
    border: 2px solid currentcolor;
    border-right-color: transparent;
    border-radius: 50%;
    content: "";
    animation: spin 0.8s linear infinite;
  }

  button:disabled {
    border-color: var(--pb-line);
    color: var(--pb-muted);
    background: var(--pb-ground);
    cursor: default;
  }

  @keyframes spin {
    to {
      transform: rotate(1turn);
    }
  }
`;
