// Icons in the color and size of the text around them. Hidden from screen readers: the text beside an icon says what it means.

import { html, svg, type SVGTemplateResult } from "lit";

function icon(paths: SVGTemplateResult) {
  return html`<svg class="icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false">${paths}</svg>`;
}

export const plus = icon(svg`<path d="M10 4v12M4 10h12" />`);
export const close = icon(svg`<path d="m5 5 10 10M15 5 5 15" />`);
export const check = icon(svg`<path d="m4 10.5 4 4 8-9" />`);
export const cross = icon(svg`<circle cx="10" cy="10" r="7.25" /><path d="m7.5 7.5 5 5m0-5-5 5" />`);
export const tick = icon(svg`<circle cx="10" cy="10" r="7.25" /><path d="m6.8 10.3 2.2 2.2 4.2-4.7" />`);
export const warning = icon(svg`<path d="M10 3 2.5 16.5h15zM10 8.5v3.5M10 14.2v.3" />`);
export const info = icon(svg`<circle cx="10" cy="10" r="7.25" /><path d="M10 9v4.5M10 6.4v.3" />`);
export const search = icon(svg`<circle cx="9" cy="9" r="5.25" /><path d="m13 13 4 4" />`);
export const chevron = icon(svg`<path d="m5.5 8 4.5 4.5L14.5 8" />`);
export const shield = icon(svg`<path d="M10 2.5 3.5 5v4.5c0 4 2.7 6.8 6.5 8 3.8-1.2 6.5-4 6.5-8V5z" />`);
export const file = icon(svg`<path d="M5 2.500h6.500L15.5 6.500v11H5zM11 2.800V7h4.2" />`);
export const camera = icon(svg`<path d="M3 6.500h3l1.3-2h5.400l1.3 2h3v9.500H3z" /><circle cx="10" cy="11" r="3" />`);
export const calendar = icon(svg`<path d="M3.500 5h13v11.500h-13zM3.500 8.500h13M7 3v3.500M13 3v3.500" />`);
export const dots = html`<svg class="icon solid" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
  <circle cx="10" cy="4.5" r="1.6" />
  <circle cx="10" cy="10" r="1.6" />
  <circle cx="10" cy="15.5" r="1.6" />
</svg>`;
export const back = icon(svg`<path d="M12 5.5 7.5 10l4.5 4.5" />`);
export const clock = icon(svg`<circle cx="10" cy="10" r="7.25" /><path d="M10 6v4.2l2.8 1.8" />`);
export const print = icon(svg`<path d="M6 7V3h8v4M6 14H3V7h14v7h-3M6 11.500h8V17H6z" />`);
