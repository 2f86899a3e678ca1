import type { AttachmentSide } from "../generated/operations.ts";

/** A file that the saved policy has. */
export interface SavedAttachment {
  id: string;
  fileName: string;
  side: AttachmentSide;
  previewUrl: string;
}

/** A file chosen in a form. */
export interface Upload {
  readonly key: number;
  readonly file: File;
  readonly side: AttachmentSide;
  /** `failed`: no response, it can be sent again. `rejected`: the server does not accept this file. */
  readonly state: "sending" | "done" | "failed" | "rejected";
  /** The share of bytes sent, 0 to 1; at 1 the server is checking the file. */
  readonly progress: number;
  /** Why it failed or was rejected. */
  readonly message: string;
  /** A blob URL of the picture; undefined where browsers cannot display the type. */
  readonly preview: string | undefined;
}
