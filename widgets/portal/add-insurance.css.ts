import { css } from "lit";

export const addInsuranceStyles = css`
  .back {
    margin: 0 0 8px -8px;
    padding-inline: 8px;
  }

  h2 {
    margin-bottom: 12px;
    outline: none;
    scroll-margin-top: 120px;
  }

  form,
  form > .stack {
    gap: 22px;
  }

  .form-errors,
  .leave {
    margin-bottom: 12px;
    scroll-margin-top: 120px;
  }

  form .form-errors {
    margin-bottom: 0;
  }

  .lead {
    color: var(--pb-muted);
  }

  legend {
    margin-bottom: 6px;
  }

  .type-options {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(240px, 100%), 1fr));
    gap: 8px;
  }

  .type-option {
    padding: 12px 14px;
    border: 1px solid var(--pb-edge);
    border-radius: 10px;
    background: var(--pb-surface);
  }

  .type-option:has(:checked) {
    border-color: var(--pb-accent);
    background: var(--pb-accent-tint);
    box-shadow: 0 0 0 1px var(--pb-accent);
  }

  .invalid .type-option {
    border-color: var(--pb-danger);
  }

  .choice span,
  summary span {
    font-weight: 600;
  }

  .choice small,
  summary small {
    display: block;
    font-weight: 400;
  }

  .section {
    padding: 14px;
    border: 1px solid var(--pb-line);
    border-radius: 10px;
    background: var(--pb-surface);
  }

  .section > .fields {
    margin-top: 16px;
  }

  summary {
    display: flex;
    gap: 10px;
    list-style: none;
    cursor: pointer;
  }

  summary::-webkit-details-marker {
    display: none;
  }

  summary .icon {
    margin-top: 2px;
    color: var(--pb-muted);
    transform: rotate(-90deg);
    transition: transform 0.15s;
  }

  [open] > summary .icon {
    transform: none;
  }

  .next p,
  .leave p {
    margin-top: 4px;
    font-size: 0.875rem;
  }

  .leave .row {
    margin-top: 10px;
  }

  .send {
    min-height: 50px;
    font-size: 1rem;
  }
`;
