import { Problem, Unreachable } from "./api.ts";

/** The file will not do; the message says why. */
export class Rejected extends Problem {}

/**
 * PUTs the bytes and tells how far they are. False: the place is late or used, reserve another. Throws a Problem.
 * An XMLHttpRequest, because fetch does not tell how much has been sent.
 */
export function send(url: string, file: File, progress: (part: number) => void, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const lost = () => reject(new Unreachable("The connection was lost."));
    request.open("PUT", url);
    request.upload.onprogress = ({ loaded, total }) => progress(total ? loaded / total : 0);
    request.onload = () => {
      if (request.status === 200) resolve(true);
      else if (request.status === 404) resolve(false);
      else if (request.status === 422) reject(new Rejected(sentence(request.response as string)));
      else lost();
    };
    request.onerror = lost;
    request.onabort = lost;
    signal.addEventListener("abort", () => request.abort());
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
