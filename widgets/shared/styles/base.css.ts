import { css } from "lit";

/** Reset, typography and layout helpers. */
export const base = css`
  :host {
    display: block;
    font: 400 0.9375rem/1.5 var(--pb-font);
    color: var(--pb-text);
    -webkit-text-size-adjust: 100%;
  }

  :host([hidden]),
  [hidden] {
    display: none !important;
  }

  *,
  ::before,
  ::after {
    box-sizing: border-box;
  }

  h2,
  h3,
  h4,
  p,
  ul,
  ol,
  dl,
  dd,
  figure {
    margin: 0;
    padding: 0;
  }

  ul,
  ol {
    list-style: none;
  }

  h2 {
    font-size: 1.375rem;
    font-weight: 650;
    line-height: 1.25;
    letter-spacing: -0.01em;
  }

  h3 {
    font-size: 1.0625rem;
    font-weight: 650;
    line-height: 1.3;
  }

  h4 {
    font-size: 0.9375rem;
    font-weight: 600;
    line-height: 1.4;
  }

  a {
    color: var(--pb-accent);
    text-underline-offset: 0.15em;
  }

  small,
  .small {
    font-size: 0.8125rem;
    line-height: 1.45;
  }

  .muted {
    color: var(--pb-muted);
  }

  .icon {
    flex: none;
    width: 1.25em;
    height: 1.25em;
    fill: none;
    stroke: currentcolor;
    stroke-width: 1.6;
    stroke-linecap: round;
    stroke-linejoin: round;
  }

  .icon.solid {
    fill: currentcolor;
    stroke: none;
  }

  :focus-visible {
    outline: 2px solid var(--pb-accent);
    outline-offset: 2px;
  }

  .visually-hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
  }

  .stack {
    display: grid;
    gap: 16px;
    grid-template-columns: minmax(0, 1fr);
  }

  .spread {
    display: flex;
    flex-wrap: wrap;
    align-items: start;
    justify-content: space-between;
    gap: 12px 24px;
  }

  @media (prefers-reduced-motion: reduce) {
    *,
    ::before,
    ::after {
      animation: none !important;
      transition: none !important;
    }
  }
`;
