import { html, nothing, type TemplateResult } from "lit";
import type { AttachmentSide } from "../generated/operations.ts";
import { CARD_SIDES, labelOf } from "./labels.ts";

interface Picture {
  url: string;
  previewUrl: string;
  fileName: string;
  side: AttachmentSide;
}

/** Previews of a policy's card pictures, which link to the files. The element's styles must include `cardPicturesStyles`. */
export function cardPictures(
  pictures: readonly Picture[],
  loading: "eager" | "lazy" = "eager",
): TemplateResult | typeof nothing {
  if (!pictures.length) return nothing;
  return html`<ul class="pictures" aria-label="Card pictures">
    ${pictures.map(
      ({ url, previewUrl, fileName, side }) =>
        html`<li>
          <a href=${url} target="_blank" rel="noreferrer" title=${fileName}>
            <img src=${previewUrl} alt="${labelOf(CARD_SIDES, side)} of the card" loading=${loading} />
          </a>
        </li>`,
    )}
  </ul>`;
}
