import { css } from "lit";

export const attachmentStyles = css`
  legend {
    margin-bottom: 6px;
  }

  .files {
    display: grid;
    gap: 8px;
    margin-bottom: 8px;
  }

  li {
    display: flex;
    gap: 12px;
    align-items: center;
    min-width: 0;
    padding: 8px 4px 8px 8px;
    border: 1px solid var(--pb-line);
    border-radius: 8px;
  }

  li.invalid {
    border-color: var(--pb-danger);
  }

  li.removed .thumb,
  li.removed .name {
    opacity: 0.5;
  }

  li.removed .name {
    text-decoration: line-through;
  }

  .thumb {
    flex: none;
    display: grid;
    place-items: center;
    width: 84px;
    height: 54px;
    border-radius: 6px;
    object-fit: cover;
    color: var(--pb-muted);
    background: var(--pb-ground);
  }

  :host([large]) li {
    flex-wrap: wrap;
    padding: 8px;
  }

  :host([large]) img.thumb {
    width: 100%;
    height: auto;
    max-height: 240px;
    object-fit: contain;
  }

  .about {
    display: grid;
    flex: 1;
    gap: 4px;
    min-width: 0;
  }

  .name {
    overflow: hidden;
    font-size: 0.875rem;
    font-weight: 500;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .about select {
    width: max-content;
    min-height: 34px;
    padding-block: 3px;
  }

  .about button {
    justify-self: start;
    min-height: 34px;
    padding-inline: 12px;
  }

  .drop {
    display: grid;
    gap: 6px;
    padding: 12px;
    border: 1px dashed var(--pb-edge);
    border-radius: 8px;
  }

  .drop.over {
    border-color: var(--pb-accent);
    background: var(--pb-accent-tint);
  }

  label.button {
    position: relative;
  }

  label.button:focus-within {
    outline: 2px solid var(--pb-accent);
    outline-offset: 2px;
  }

  .missing-files .drop {
    border-color: var(--pb-danger);
  }

  @media (pointer: coarse) {
    .fine {
      display: none;
    }
  }

  @media not (pointer: coarse) {
    .camera {
      display: none;
    }
  }
`;
