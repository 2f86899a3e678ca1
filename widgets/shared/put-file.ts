import { ConnectionError, RequestError } from "./api-client.ts";

/** The server rejected the file; the message says why. */
export class UploadRejectedError extends RequestError {}

const STALL_TIMEOUT_MS = 60_000; // without progress or a response

/**
 * Uploads the file with PUT. `onProgress` gets the share of bytes sent, 0 to 1. Resolves to false when the upload URL
 * has expired or was used already; throws a RequestError. Uses XMLHttpRequest, because fetch reports no upload progress.
 */
export function putFile(
  url: string,
  file: File,
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const fail = () => reject(new ConnectionError("The connection was lost."));
    if (signal.aborted) {
      fail();
      return;
    }
    let timer = 0;
    const restartTimer = () => {
      clearTimeout(timer);
      timer = window.setTimeout(() => request.abort(), STALL_TIMEOUT_MS);
    };
    request.open("PUT", url);
    request.upload.onprogress = ({ loaded, total }) => {
      restartTimer();
      onProgress(total ? loaded / total : 0);
    };
    request.onload = () => {
      if (request.status === 200) resolve(true);
      else if (request.status === 404) resolve(false);
      else if (request.status === 422) reject(new UploadRejectedError(errorMessage(request.responseText)));
      else fail();
    };
    request.onerror = fail;
    request.onabort = fail;
    request.onloadend = () => clearTimeout(timer);
    signal.addEventListener("abort", () => request.abort());
    restartTimer();
    request.send(file);
  });
}

function errorMessage(body: string): string {
  const fallback = "This file cannot be uploaded.";
  try {
    const { errors } = JSON.parse(body) as { errors: { message: string }[] };
    return errors[0]?.message ?? fallback;
  } catch {
    return fallback;
  }
}
