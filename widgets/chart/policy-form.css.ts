import { css } from "lit";

/** Two columns where there is room: the fields, and the card pictures to read them from. */
export const policyFormStyles = css`
  form {
    display: grid;
    grid-template-columns: minmax(0, 1fr) 300px;
    gap: 24px 28px;
    align-items: start;
  }

  .main {
    display: grid;
    gap: 18px;
    min-width: 0;
  }

  .main .fields {
    grid-template-columns: repeat(auto-fill, minmax(min(240px, 100%), 1fr));
  }

  aside {
    position: sticky;
    top: 0;
  }

  .payer {
    display: grid;
    gap: 6px;
  }

  .payer .quiet {
    margin-left: -8px;
  }

  .payer .choice {
    margin-top: 4px;
  }

  .choice .hint {
    display: block;
    font-size: 0.8125rem;
    color: var(--pb-muted);
  }

  button.small {
    min-height: 32px;
    padding-inline: 8px;
    font-size: 0.875rem;
  }

  button.chip {
    min-height: 32px;
    padding: 2px 12px;
    border-radius: 999px;
    font-size: 0.875rem;
    font-weight: 500;
  }

  button.chip[aria-pressed="true"] {
    border-color: var(--pb-accent);
    color: var(--pb-accent);
    background: var(--pb-accent-tint);
  }

  .replacement {
    display: grid;
    gap: 12px;
    padding: 14px 16px 16px;
    border: 1px solid var(--pb-accent);
    border-radius: 10px;
    background: var(--pb-accent-tint);
  }

  .replacement .field {
    max-width: 320px;
  }

  .end-previous {
    flex: 1 1 100%;
    font-size: 0.875rem;
  }

  .add-instead {
    margin-right: auto;
  }

  .policyholder {
    padding: 14px 16px 16px;
    border: 1px solid var(--pb-line);
    border-radius: 10px;
    background: var(--pb-ground);
  }

  .policyholder legend {
    float: left;
    width: 100%;
    margin-bottom: 12px;
  }

  .policyholder .optional {
    margin-left: 6px;
    font-size: 0.8125rem;
    font-weight: 400;
    color: var(--pb-muted);
  }

  .policyholder .fields {
    clear: both;
    grid-template-columns: repeat(auto-fill, minmax(min(200px, 100%), 1fr));
  }

  .conflict ul {
    margin: 6px 0;
  }

  del {
    color: var(--pb-muted);
  }

  .own-value {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 6px;
  }

  .preview {
    display: grid;
    flex: 1 1 100%;
    gap: 8px;
    max-height: 28dvh;
    overflow-y: auto;
    font-size: 0.875rem;
  }

  .preview:empty {
    display: none;
  }

  @media (width <= 800px) {
    form {
      grid-template-columns: minmax(0, 1fr);
    }

    aside {
      position: static;
    }
  }
`;
