import { css } from "lit";

/** Form fields: label, control, hint and error. */
export const fields = css`
  .fields {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(220px, 100%), 1fr));
    gap: 18px 16px;
    align-items: start;
  }

  .fields > .wide {
    grid-column: 1 / -1;
  }

  .field {
    display: grid;
    gap: 5px;
    min-width: 0;
  }

  .field > label {
    font-size: 0.875rem;
    font-weight: 600;
  }

  .field .optional {
    font-weight: 400;
    color: var(--pb-muted);
  }

  .field .hint {
    font-size: 0.8125rem;
    color: var(--pb-muted);
  }

  .field .error {
    display: flex;
    gap: 5px;
    font-size: 0.8125rem;
    font-weight: 500;
    color: var(--pb-danger);
  }

  input:not([type="checkbox"], [type="radio"], [type="file"]),
  select,
  textarea {
    width: 100%;
    min-width: 0;
    min-height: 42px;
    padding: 8px 12px;
    border: 1px solid var(--pb-edge);
    border-radius: 8px;
    font: inherit;
    font-size: max(0.9375rem, 15px);
    color: var(--pb-text);
    background: var(--pb-surface);
  }

  input::placeholder {
    color: var(--pb-muted);
    opacity: 1;
  }

  select {
    appearance: none;
    padding-right: 34px;
    background: var(--pb-surface)
      url("data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 20 20' fill='none' stroke='%2355646f' stroke-width='1.6'%3E%3Cpath d='m5.5 8 4.5 4.5L14.500 8'/%3E%3C/svg%3E")
      no-repeat right 10px center / 18px;
  }

  input:focus-visible,
  select:focus-visible,
  textarea:focus-visible {
    border-color: var(--pb-accent);
    outline: 3px solid color-mix(in srgb, var(--pb-accent) 28%, transparent);
    outline-offset: 0;
  }

  .invalid input:not([type="checkbox"], [type="radio"]),
  .invalid select,
  .invalid textarea {
    border-color: var(--pb-danger);
    box-shadow: 0 0 0 1px var(--pb-danger);
  }

  .affix {
    position: relative;
  }

  .affix > span {
    position: absolute;
    inset: 0 auto 0 12px;
    display: grid;
    place-items: center;
    color: var(--pb-muted);
  }

  .affix > input {
    padding-left: 26px !important;
  }

  /* The control of a date field: the text, and two buttons on its right side. */
  .date {
    position: relative;
    display: block;
  }

  .date > input {
    padding-right: 120px !important;
  }

  .date[past] > input {
    padding-right: 44px !important;
  }

  .date-buttons {
    position: absolute;
    inset: 3px 3px auto auto;
    display: flex;
  }

  .date-buttons button {
    min-height: 36px;
    padding-inline: 8px;
  }

  .date-buttons button.square {
    width: 36px;
    padding: 0;
  }

  .date-buttons .calendar {
    position: absolute;
    inset: auto 0 0 auto;
    width: 1px;
    min-height: 1px;
    height: 1px;
    padding: 0;
    border: 0;
    opacity: 0;
    pointer-events: none;
  }

  .choice {
    display: flex;
    gap: 10px;
    align-items: start;
    cursor: pointer;
  }

  .choice input {
    flex: none;
    width: 18px;
    height: 18px;
    margin: 2px 0 0;
    accent-color: var(--pb-accent);
  }

  fieldset {
    min-width: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }

  legend {
    padding: 0;
    font-size: 0.875rem;
    font-weight: 600;
  }

  legend .optional {
    font-weight: 400;
    color: var(--pb-muted);
  }

  legend + .fields {
    margin-top: 8px;
  }

  /* A group among other fields, such as an address. */
  .group {
    padding-top: 14px;
    border-top: 1px solid var(--pb-line);
  }

  .group > legend {
    float: left;
    margin-bottom: 8px;
    font-size: 0.9375rem;
  }

  .group > .fields {
    clear: both;
  }

  @container (width < 480px) {
    input:not([type="checkbox"], [type="radio"], [type="file"]),
    select,
    textarea {
      font-size: 16px; /* below that, phones zoom in */
    }
  }
`;
