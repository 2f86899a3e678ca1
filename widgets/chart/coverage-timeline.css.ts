import { css } from "lit";

export const coverageTimelineStyles = css`
  svg[role="img"] {
    display: block;
    overflow: hidden; /* a name with wide characters is wider than estimated */
    font-size: 12px;
  }

  text {
    fill: var(--pb-muted);
  }

  .year path {
    stroke: var(--pb-line);
  }

  .lane text {
    font-weight: 600;
    fill: var(--pb-text);
    paint-order: stroke;
    stroke: var(--pb-surface);
    stroke-width: 4px;
    stroke-linejoin: round;
  }

  .lane rect {
    fill: color-mix(in srgb, var(--pb-accent) 45%, var(--pb-surface));
  }

  .lane.primary rect {
    fill: var(--pb-accent);
  }

  .gap text {
    font-weight: 600;
    fill: var(--pb-danger);
  }

  .ground {
    fill: var(--pb-danger-tint);
  }

  .stripe {
    stroke: color-mix(in srgb, var(--pb-danger) 24%, var(--pb-surface));
    stroke-width: 2px;
  }

  .overlap rect {
    fill: var(--pb-warning-tint);
  }

  .overlap text {
    font-weight: 600;
    fill: var(--pb-warning);
  }

  .today path {
    stroke: var(--pb-text);
    stroke-dasharray: 2 3;
  }

  .today text {
    font-weight: 600;
    fill: var(--pb-text);
    paint-order: stroke;
    stroke: var(--pb-surface);
    stroke-width: 6px;
  }

  details {
    margin-top: 10px;
    font-size: 0.875rem;
  }

  summary {
    width: max-content;
    color: var(--pb-accent);
    font-weight: 600;
    cursor: pointer;
  }

  li {
    display: grid;
    grid-template-columns: minmax(0, 13em) minmax(0, 1fr);
    gap: 2px 16px;
    padding: 6px 0;
    border-bottom: 1px solid var(--pb-line);
  }

  li:last-child {
    border: 0;
  }
`;
