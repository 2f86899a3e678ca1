import { css } from "lit";

/**
 * The design tokens: the --policybook- properties that a host page can set, with their defaults. Styles use only the
 * --pb- properties, which the shadow roots inside a widget inherit.
 */
export const tokens = css`
  :host {
    --pb-accent: var(--policybook-accent, #0b6b62);
    --pb-on-accent: var(--policybook-on-accent, #ffffff);
    --pb-text: var(--policybook-text, #17242d);
    --pb-muted: var(--policybook-muted, #55646f);
    --pb-surface: var(--policybook-surface, #ffffff);
    --pb-ground: var(--policybook-ground, #f4f6f7);
    --pb-line: var(--policybook-line, #dfe5e8);
    --pb-edge: var(--policybook-edge, #7b8a94);
    --pb-danger: var(--policybook-danger, #b3261e);
    --pb-warning: var(--policybook-warning, #8a5300);
    --pb-success: var(--policybook-success, #1c6b3a);
    --pb-info: var(--policybook-info, #1f5aa6);
    --pb-radius: var(--policybook-radius, 10px);
    --pb-font: var(--policybook-font, system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif);

    --pb-accent-tint: color-mix(in srgb, var(--pb-accent) 9%, var(--pb-surface));
    --pb-danger-tint: color-mix(in srgb, var(--pb-danger) 8%, var(--pb-surface));
    --pb-warning-tint: color-mix(in srgb, #f0a020 16%, var(--pb-surface));
    --pb-success-tint: color-mix(in srgb, var(--pb-success) 10%, var(--pb-surface));
    --pb-info-tint: color-mix(in srgb, var(--pb-info) 9%, var(--pb-surface));
    --pb-shadow: 0 1px 2px rgb(16 32 40 / 6%), 0 1px 6px rgb(16 32 40 / 4%);
    --pb-shadow-high: 0 2px 6px rgb(16 32 40 / 10%), 0 12px 32px rgb(16 32 40 / 18%);
  }
`;
