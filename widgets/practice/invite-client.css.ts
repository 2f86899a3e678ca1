import { css } from "lit";

export const inviteClientStyles = css`
  fieldset {
    display: grid;
    gap: 6px;
  }

  legend {
    margin-bottom: 6px;
  }

  .segments {
    display: flex;
    padding: 3px;
    border-radius: 10px;
    background: var(--pb-line);
  }

  .segments label {
    flex: 1 1 auto;
    cursor: pointer;
  }

  .segments input {
    position: absolute;
    opacity: 0;
  }

  .segments span {
    display: grid;
    place-items: center;
    min-height: 36px;
    padding: 4px 10px;
    border-radius: 7px;
    font-weight: 600;
    text-align: center;
  }

  .segments input:checked + span {
    color: var(--pb-accent);
    background: var(--pb-surface);
    box-shadow: var(--pb-shadow);
  }

  .segments input:focus-visible + span {
    outline: 2px solid var(--pb-accent);
    outline-offset: 1px;
  }

  .link {
    display: flex;
    gap: 8px;
  }

  .link input {
    text-overflow: ellipsis;
  }

  .link button {
    flex: none;
  }

  [role="status"]:empty {
    display: none;
  }
`;
