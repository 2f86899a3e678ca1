/** The limits of uploads, from `viewer.policyForm`. */
export interface UploadRules {
  uploadTypes: readonly string[];
  uploadMaxBytes: number;
  maxAttachments: number;
}

/** Why the server would reject the file, in the server's words; undefined where it may accept it. */
export function rejectionReason(file: File, contentType: string, rules: UploadRules): string | undefined {
  if (!rules.uploadTypes.includes(contentType)) return `This must be ${describeTypes(rules.uploadTypes)}.`;
  if (file.size > 0 && file.size <= rules.uploadMaxBytes) return undefined;
  return `A file must be between 1 byte and ${megabytes(rules.uploadMaxBytes)}.`;
}

/** "10 MB". */
export function megabytes(bytes: number): string {
  return `${bytes / 1024 ** 2} MB`;
}

/** "a photo (JPEG, PNG, WebP or HEIC) or a PDF". */
function describeTypes(types: readonly string[]): string {
  const or = new Intl.ListFormat("en-GB", { type: "disjunction" }); // without the comma before "or", as the server
  const photos = types.filter((type) => type.startsWith("image/")).map(formatName);
  const others = types.filter((type) => !type.startsWith("image/")).map((type) => `a ${formatName(type)}`);
  return or.format([...(photos.length ? [`a photo (${or.format(photos)})`] : []), ...others]);
}

function formatName(type: string): string {
  return type === "image/webp" ? "WebP" : (type.split("/").at(-1) ?? type).toUpperCase();
}
