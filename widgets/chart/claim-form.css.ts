import { css, unsafeCSS, type CSSResult } from "lit";

export const claimFormStyles = css`
  .form {
    --form-line: color-mix(in srgb, var(--pb-danger) 45%, var(--pb-surface));

    container-type: inline-size;
    font-size: 0.8125rem;
  }

  .form header {
    display: flex;
    flex-wrap: wrap;
    align-items: end;
    justify-content: space-between;
    gap: 8px 24px;
    padding: 0 0 10px;
    border: 0;
  }

  .form-title {
    font-size: 1rem;
    font-weight: 650;
  }

  .form-title span {
    display: block;
    font-size: 0.8125rem;
    font-weight: 400;
    color: var(--pb-muted);
  }

  .carrier {
    display: grid;
    font-style: normal;
    font-family: ui-monospace, "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace;
    text-transform: uppercase;
  }

  .carrier.problem {
    display: flex;
    flex: none;
    font-family: inherit;
    text-transform: none;
  }

  dl {
    display: grid;
    border: 1px solid var(--form-line);
    border-width: 1px 0 0 1px;
  }

  .box {
    display: flex;
    flex-direction: column;
    gap: 2px;
    min-width: 0;
    min-height: 3.4em;
    padding: 4px 8px 6px;
    border: 1px solid var(--form-line);
    border-width: 0 1px 1px 0;
  }

  dt {
    font-size: 0.75rem;
    line-height: 1.35;
    color: var(--pb-muted);
  }

  dt b {
    color: var(--pb-text);
  }

  dd {
    display: flex;
    flex: 1;
    flex-wrap: wrap;
    gap: 4px 14px;
    align-items: end;
  }

  .value {
    font-family: ui-monospace, "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace;
    font-size: 0.9375rem;
    line-height: 1.35;
    overflow-wrap: anywhere;
  }

  .box-3 .value:empty,
  .box-11a .value:empty {
    display: none;
  }

  .choices {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 14px;
    font-size: 0.75rem;
    line-height: 1.4;
  }

  .choices > span {
    display: inline-flex;
    gap: 5px;
    align-items: center;
  }

  .choices i {
    display: grid;
    place-items: center;
    width: 16px;
    height: 16px;
    border: 1px solid var(--pb-edge);
    font:
      700 0.8125rem/1 ui-monospace,
      "DejaVu Sans Mono",
      monospace;
  }

  .box-5 dd,
  .box-7 dd {
    display: grid;
    align-content: space-between;
    align-items: stretch;
  }

  .place {
    display: grid;
    grid-template-columns: 1fr 4.5em;
    gap: 10px;
  }

  .part {
    display: grid;
    border-top: 1px dotted var(--form-line);
  }

  .part small {
    font-size: 0.6875rem;
    color: var(--pb-muted);
  }

  .box-5 .value:empty::before,
  .box-7 .value:empty::before {
    content: "\\a0";
  }

  .unused {
    background: var(--pb-ground);
  }

  .unused dt b,
  .unused .choices {
    color: var(--pb-muted);
  }

  .invalid {
    background: var(--pb-danger-tint);
    box-shadow: inset 0 0 0 2px var(--pb-danger);
  }

  .problem {
    display: flex;
    flex: 1 0 100%;
    gap: 5px;
    align-items: start;
    font-weight: 500;
    line-height: 1.4;
    color: var(--pb-danger);
  }

  @container (width < 640px) {
    .unused {
      display: none;
    }
  }

  @container (width >= 640px) {
    dl {
      grid-template-columns: 37fr 28fr 35fr;
      grid-template-areas:
        "b1 b1 b1a"
        "b2 b3 b4"
        "b5 b6 b7"
        "b5 b8 b7"
        "b9 b10 b11"
        "b9a b10a b11a"
        "b9b b10b b11b"
        "b9c b10c b11c"
        "b9d b10d b11d"
        "b12 b12 b13";
    }

    ${areas("1 1a 2 3 4 5 6 7 8 9 9a 9b 9c 9d 10 10a 10b 10c 10d 11 11a 11b 11c 11d 12 13")}
  }
`;

/** For the frame that the form is printed from, which has no widget around it to take colors from. */
export const claimFormPrintStyles = css`
  @page {
    margin: 12mm;
  }

  :root {
    --pb-text: #000;
    --pb-muted: #333;
    --pb-surface: #fff;
    --pb-ground: #f2f2f2;
    --pb-line: #999;
    --pb-edge: #333;
    --pb-danger: #b3261e;
    --pb-danger-tint: #fff;
  }

  body {
    margin: 0;
    font:
      400 15px/1.5 system-ui,
      sans-serif;
    color: var(--pb-text);
    print-color-adjust: exact;
  }

  .box {
    break-inside: avoid;
  }
`;

function areas(numbers: string): CSSResult {
  return unsafeCSS(
    numbers
      .split(" ")
      .map((number) => `.box-${number} { grid-area: b${number}; }`)
      .join("\n"),
  );
}
