import { css } from "lit";

export const cardPicturesStyles = css`
  .pictures {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }

  .pictures a {
    display: block;
    border-radius: 8px;
  }

  .pictures img {
    display: block;
    width: 116px;
    height: 73px;
    border: 1px solid var(--pb-line);
    border-radius: 8px;
    object-fit: cover;
    background: var(--pb-ground);
  }

  .pictures a:hover img {
    border-color: var(--pb-edge);
  }
`;
