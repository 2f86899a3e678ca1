import { css } from "lit";

export const cardPhotosStyles = css`
  legend {
    margin-bottom: 8px;
  }

  .tiles {
    display: grid;
    grid-template-columns: repeat(2, minmax(0, 1fr));
    gap: 12px;
    align-items: start;
  }

  .tile {
    overflow: hidden;
    border: 1px solid var(--pb-line);
    border-radius: 12px;
    background: var(--pb-surface);
  }

  .empty-tile {
    position: relative;
    display: grid;
    align-content: center;
    justify-items: center;
    gap: 2px;
    min-height: 132px;
    padding: 12px 8px;
    border: 1.5px dashed var(--pb-edge);
    font-size: 0.875rem;
    text-align: center;
    cursor: pointer;
  }

  .empty-tile .icon {
    width: 28px;
    height: 28px;
    margin-bottom: 4px;
    stroke-width: 1.2;
    color: var(--pb-accent);
  }

  .empty-tile:hover,
  .over .empty-tile {
    border-color: var(--pb-accent);
    background: var(--pb-accent-tint);
  }

  label.button {
    position: relative;
  }

  label:has(:focus-visible) {
    outline: 2px solid var(--pb-accent);
    outline-offset: 2px;
  }

  .tile.invalid {
    border-color: var(--pb-danger);
  }

  .picture {
    position: relative;
    display: grid;
    place-content: center;
    justify-items: center;
    aspect-ratio: 1.586; /* of a card, ISO/IEC 7810 ID-1 */
    overflow: hidden;
    color: var(--pb-muted);
    background: var(--pb-ground);
  }

  .picture > .icon {
    width: 30px;
    height: 30px;
    stroke-width: 1.1;
  }

  .picture img {
    position: absolute;
    width: 100%;
    height: 100%;
    object-fit: cover;
  }

  button.remove:hover {
    background: var(--pb-ground);
  }

  .sending img,
  .invalid img {
    opacity: 0.55;
  }

  button.remove {
    position: absolute;
    inset: 6px 6px auto auto;
    width: 34px;
    min-height: 34px;
    border-radius: 50%;
    color: var(--pb-text);
    background: var(--pb-surface);
    box-shadow: var(--pb-shadow-high);
  }

  .about {
    display: grid;
    gap: 4px;
    padding: 8px 10px 10px;
  }

  .name {
    overflow: hidden;
    font-size: 0.875rem;
    font-weight: 600;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .arrived {
    display: flex;
    gap: 4px;
    align-items: center;
    font-weight: 500;
    color: var(--pb-success);
  }

  .error {
    display: flex;
    gap: 5px;
    font-size: 0.8125rem;
    font-weight: 500;
    color: var(--pb-danger);
  }

  .error .icon {
    margin-top: 1px;
  }

  .about .button,
  .about button {
    justify-self: stretch;
    padding-inline: 8px;
    font-size: 0.875rem;
  }

  .choose {
    display: flex;
    flex-wrap: wrap;
    gap: 6px 12px;
    align-items: center;
    margin-top: 12px;
  }

  .hint {
    font-size: 0.8125rem;
    color: var(--pb-muted);
  }

  fieldset > .error {
    margin-top: 8px;
  }
`;
