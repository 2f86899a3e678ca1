// The media type of a file. Browsers announce none, or `application/octet-stream`, for what their system does not know:
// on Windows that is HEIC.

const UNKNOWN_TYPES = ["", "application/octet-stream"];
const TYPE_BY_EXTENSION: Readonly<Record<string, string>> = {
  jpg: "image/jpeg",
  jpeg: "image/jpeg",
  png: "image/png",
  webp: "image/webp",
  heic: "image/heic",
  heif: "image/heic",
  pdf: "application/pdf",
};
/** How files of each type begin. */
const SIGNATURES: readonly (readonly [RegExp, string])[] = [
  [/^\xff\xd8\xff/, "image/jpeg"],
  [/^\x89PNG\r\n/, "image/png"],
  [/^RIFF.{4}WEBP/s, "image/webp"],
  [/^.{4}ftyp(heic|heix|heim|heis|hevc|mif1|msf1)/s, "image/heic"],
  [/^(\xef\xbb\xbf)?\s*%PDF-/, "application/pdf"],
];
const SIGNATURE_BYTES = 32;

/** The type that the browser or the file's name says; "" where neither does. HEIC has two names. */
export function contentTypeOf({ type, name }: File): string {
  if (type === "image/heif") return "image/heic";
  if (!UNKNOWN_TYPES.includes(type)) return type;
  const extension = name.split(".").at(-1)?.toLowerCase() ?? "";
  return TYPE_BY_EXTENSION[extension] ?? "";
}

/** Like `contentTypeOf`; where neither the browser nor the name says the type, the file's first bytes do. */
export async function detectContentType(file: File): Promise<string> {
  const type = contentTypeOf(file);
  if (type) return type;
  const bytes = new Uint8Array(await file.slice(0, SIGNATURE_BYTES).arrayBuffer());
  const start = String.fromCharCode(...bytes);
  return SIGNATURES.find(([pattern]) => pattern.test(start))?.[1] ?? file.type;
}
