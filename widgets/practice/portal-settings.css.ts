import { css } from "lit";

export const portalSettingsStyles = css`
  section {
    display: grid;
    gap: 14px;
    padding: 18px 20px;
  }

  .switch {
    display: flex;
    gap: 16px;
    align-items: start;
    justify-content: space-between;
  }

  .explanation {
    display: grid;
    gap: 6px;
    max-width: 64ch;
  }

  [role="switch"] {
    flex: none;
    justify-content: start;
    width: 52px;
    min-height: 30px;
    padding: 3px;
    border: 0;
    border-radius: 999px;
    background: var(--pb-edge);
  }

  [role="switch"][aria-checked="true"] {
    justify-content: end;
    background: var(--pb-accent);
  }

  [role="switch"] span {
    width: 24px;
    height: 24px;
    border-radius: 50%;
    background: var(--pb-surface);
  }

  [role="switch"][aria-busy="true"]::before {
    display: none;
  }
`;
