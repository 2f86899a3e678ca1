import { css } from "lit";

export const dialogStyles = css`
  dialog {
    width: min(560px, calc(100vw - 32px));
    max-width: none;
    max-height: min(860px, calc(100dvh - 48px));
    padding: 0;
    overflow: hidden;
    border: 0;
    border-radius: 14px;
    color: inherit;
    background: var(--pb-surface);
    box-shadow: var(--pb-shadow-high);
  }

  :host([wide]) dialog {
    width: min(960px, calc(100vw - 32px));
  }

  dialog[open] {
    display: flex;
    flex-direction: column;
  }

  dialog::backdrop {
    background: rgb(16 28 36 / 46%);
  }

  header,
  footer {
    display: flex;
    align-items: center;
    gap: 12px;
    padding: 14px 24px;
  }

  header {
    justify-content: space-between;
    padding-right: 14px;
    border-bottom: 1px solid var(--pb-line);
  }

  h2 {
    font-size: 1.1875rem;
    outline: none;
  }

  .content {
    flex: 1;
    padding: 22px 24px;
    overflow-y: auto;
    overscroll-behavior: contain;
  }

  footer {
    flex-wrap: wrap;
    justify-content: end;
    border-top: 1px solid var(--pb-line);
    background: var(--pb-ground);
  }

  @media (width <= 560px) {
    dialog,
    :host([wide]) dialog {
      width: 100vw;
      height: 100dvh;
      max-height: none;
      margin: 0;
      border-radius: 0;
    }

    header,
    footer,
    .content {
      padding-inline: 16px;
    }
  }
`;
