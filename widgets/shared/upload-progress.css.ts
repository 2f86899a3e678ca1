import { css } from "lit";

export const uploadProgressStyles = css`
  progress {
    width: 100%;
    height: 6px;
    border: 0;
    border-radius: 3px;
    overflow: hidden;
    accent-color: var(--pb-accent);
    background: var(--pb-line);
  }

  progress::-webkit-progress-bar {
    background: var(--pb-line);
  }

  progress::-webkit-progress-value {
    background: var(--pb-accent);
    transition: width 0.2s;
  }

  progress::-moz-progress-bar {
    background: var(--pb-accent);
  }
`;
