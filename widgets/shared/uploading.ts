import { Problem, Unreachable } from "./api.ts";

/** The file will not do; the message says why. */
export class Rejected extends Problem {}

const PATIENCE = 60_000; // milliseconds without a byte sent or an answer

/**
 * PUTs the bytes and tells how far they are. False: the place is late or used, reserve another. Throws a Problem.
 * An XMLHttpRequest, because fetch does not tell how much has been sent.
 */
export function send(url: string, file: File, progress: (part: number) => void, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const lost = () => reject(new Unreachable("The connection was lost."));
    if (signal.aborted) return lost();
    let timer = 0;
    const wait = () => {
      clearTimeout(timer);
      timer = window.setTimeout(() => request.abort(), PATIENCE);
    };
    request.open("PUT", url);
    request.upload.onprogress = ({ loaded, total }) => {
      wait();
      progress(total ? loaded / total : 0);
    };
    request.onload = () => {
      if (request.status === 200) resolve(true);
      else if (request.status === 404) resolve(false);
      else if (request.status === 422) reject(new Rejected(sentence(request.response as string)));
      else lost();
    };
    request.onerror = lost;
    request.onabort = lost;
    request.onloadend = () => clearTimeout(timer);
    signal.addEventListener("abort", () => request.abort());
    wait();
    request.send(file);
  });
}

function sentence(body: string): string {
  try {
    return (JSON.parse(body) as { errors: { message: string }[] }).errors[0]!.message;
  } catch {
    return "This file cannot be taken.";
  }
}

const BY_NAME: Readonly<Record<string, string>> = { heic: "image/heic", heif: "image/heic", pdf: "application/pdf" };

/** What a file says it is. Some systems do not know every type by themselves, and HEIC goes by two names. */
export function typeOf({ type, name }: File): string {
  if (type === "image/heif") return "image/heic";
  return type || (BY_NAME[name.split(".").at(-1)?.toLowerCase() ?? ""] ?? "");
}

const NAMES: Readonly<Record<string, string>> = { "image/webp": "WebP" };

/** Why the server would not take such a file, in its words; undefined where it may. */
export function unfit(
  file: File,
  rules: { uploadTypes: readonly string[]; uploadMaxBytes: number },
): string | undefined {
  if (!rules.uploadTypes.includes(typeOf(file))) return `This must be ${kinds(rules.uploadTypes)}.`;
  if (file.size > 0 && file.size <= rules.uploadMaxBytes) return undefined;
  return `A file must be between 1 byte and ${rules.uploadMaxBytes / 1024 ** 2} MB.`;
}

/** "a photo (JPEG, PNG, WebP or HEIC) or a PDF". */
function kinds(types: readonly string[]): string {
  const name = (type: string) => NAMES[type] ?? type.split("/").at(-1)!.toUpperCase();
  const or = new Intl.ListFormat("en-GB", { type: "disjunction" });
  const photos = types.filter((type) => type.startsWith("image/")).map(name);
  const others = types.filter((type) => !type.startsWith("image/")).map((type) => `a ${name(type)}`);
  return or.format([...(photos.length ? [`a photo (${or.format(photos)})`] : []), ...others]);
}
