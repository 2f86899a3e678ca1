// A form's file uploads. Files are sent as soon as they are chosen, so that the form's save is quick: it only names them.

import type { ReactiveController, ReactiveControllerHost } from "lit";
import { CreateUploadDocument, type AttachmentInput, type AttachmentSide } from "../generated/operations.ts";
import { ConnectionError, RequestError, UnauthenticatedError, type ApiClient } from "./api-client.ts";
import { contentTypeOf, detectContentType } from "./content-type.ts";
import { scalePhoto } from "./scale-photo.ts";
import type { SavedAttachment, Upload } from "./upload.ts";
import { putFile, UploadRejectedError } from "./put-file.ts";
import { rejectionReason, type UploadRules } from "./upload-rules.ts";

/** What `createUpload` answers: the id to save, and the URL to send the bytes to. */
interface UploadTarget {
  id: string;
  url: string;
}

/** A file as it is sent: a photo may be smaller than the one chosen. */
interface PreparedFile {
  file: File;
  contentType: string;
}

const PREVIEW_TYPES = ["image/jpeg", "image/png", "image/webp"];
const POLL_MS = 100;

/** Sends one form's files and requests an update of the host on each change of state. */
export class UploadController implements ReactiveController {
  /** The files chosen, in that order. Never mutated: assign it to the component that renders it. */
  items: readonly Upload[] = [];
  /** The ids of saved attachments that the save removes. */
  removedIds: readonly string[] = [];
  /** Whether a save is waiting for the uploads. */
  isAwaited = false;

  readonly #host: ReactiveControllerHost;
  readonly #api: () => ApiClient;
  readonly #rules: () => UploadRules | undefined;
  readonly #prepared = new Map<number, Promise<PreparedFile>>();
  readonly #targets = new Map<number, UploadTarget>();
  readonly #requests = new Map<number, AbortController>();
  #nextKey = 0;
  #isDisconnected = false;

  /** With `rules`, a file that breaks them is rejected without a request, with the server's message. */
  constructor(
    host: ReactiveControllerHost,
    api: () => ApiClient,
    rules: () => UploadRules | undefined = () => undefined,
  ) {
    this.#host = host;
    this.#api = api;
    this.#rules = rules;
    host.addController(this);
  }

  hostConnected(): void {
    this.#isDisconnected = false;
    addEventListener("online", this.#handleOnline);
  }

  hostDisconnected(): void {
    removeEventListener("online", this.#handleOnline);
    for (const { key } of this.items) this.#dispose(key);
    this.items = [];
    this.#isDisconnected = true;
  }

  /**
   * Adds files and starts to send them. Without a `side`, the first is the front of the card and the second its back,
   * the order in which people photograph a card.
   */
  add(files: Iterable<File>, saved: readonly SavedAttachment[] = [], side?: AttachmentSide): void {
    for (const file of files) {
      const item: Upload = {
        key: this.#nextKey++,
        file,
        side: side ?? this.#nextSide(saved),
        state: "sending",
        progress: 0,
        message: "",
        preview: PREVIEW_TYPES.includes(contentTypeOf(file)) ? URL.createObjectURL(file) : undefined,
      };
      this.items = [...this.items, item];
      void this.#send(item);
    }
    this.#host.requestUpdate();
  }

  #nextSide(saved: readonly SavedAttachment[]): AttachmentSide {
    const present = [...this.items, ...saved.filter(({ id }) => !this.removedIds.includes(id))].map(({ side }) => side);
    return (["FRONT", "BACK"] as const).find((side) => !present.includes(side)) ?? "OTHER";
  }

  /** Sends the file again, to the same URL where that is still valid. */
  retry(key: number): void {
    const item = this.#find(key);
    if (item && item.state !== "sending") void this.#send(item);
  }

  /** Removes a file chosen in this form. */
  remove(key: number): void {
    this.#dispose(key);
    this.items = this.items.filter((item) => item.key !== key);
    this.#host.requestUpdate();
  }

  /** Marks a saved attachment for removal with the save, or unmarks it. */
  toggleSaved(id: string): void {
    const isRemoved = this.removedIds.includes(id);
    this.removedIds = isRemoved ? this.removedIds.filter((removed) => removed !== id) : [...this.removedIds, id];
    this.#host.requestUpdate();
  }

  setSide(key: number, side: AttachmentSide): void {
    this.#update(key, { side });
  }

  get isSending(): boolean {
    return this.items.some(({ state }) => state === "sending");
  }

  /** Whether a file was not accepted: it has to be sent again or removed before the save. */
  get hasFailed(): boolean {
    return this.items.some(({ state }) => state === "failed" || state === "rejected");
  }

  /** Whether there are changes that closing the form would lose. */
  get isDirty(): boolean {
    return this.items.length + this.removedIds.length > 0;
  }

  /** The save's `attachments` or `addAttachments`; `removedIds` are its `removeAttachmentIds`. */
  get input(): AttachmentInput[] {
    return this.items.flatMap(({ key, side, state }) => {
      const target = this.#targets.get(key);
      return state === "done" && target ? [{ uploadId: target.id, side }] : [];
    });
  }

  /** Waits until all uploads have finished. Resolves to whether all succeeded and the form is still on the page. */
  async settled(): Promise<boolean> {
    this.#setAwaited(this.isSending);
    while (this.isSending) await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    this.#setAwaited(false);
    return !this.#isDisconnected && !this.hasFailed;
  }

  #setAwaited(isAwaited: boolean): void {
    this.isAwaited = isAwaited;
    this.#host.requestUpdate();
  }

  /** After a rejected save: sends the files again when the server no longer has them, as they have expired. */
  renew(errors: readonly { code: string }[]): void {
    if (!errors.some(({ code }) => code === "UPLOAD_MISSING")) return;
    this.#targets.clear();
    for (const item of this.items) void this.#send(item);
  }

  async #send(item: Upload): Promise<void> {
    const { key } = item;
    const request = new AbortController();
    this.#requests.set(key, request);
    this.#update(key, { state: "sending", progress: 0, message: "" });
    try {
      await this.#upload(item, request.signal);
      this.#update(key, { state: "done", progress: 1 });
    } catch (error) {
      if (request.signal.aborted) return;
      if (!(error instanceof RequestError)) throw error;
      const state = error instanceof UploadRejectedError ? "rejected" : "failed";
      this.#update(key, { state, message: errorMessage(error) });
    }
  }

  async #upload(item: Upload, signal: AbortSignal): Promise<void> {
    const prepared = await this.#prepare(item);
    signal.throwIfAborted(); // removed meanwhile
    const rules = this.#rules();
    const reason = rules && rejectionReason(prepared.file, prepared.contentType, rules);
    if (reason) throw new UploadRejectedError(reason);
    const previous = this.#targets.get(item.key);
    const handleProgress = (progress: number) => {
      this.#update(item.key, { progress });
    };
    if (previous && (await putFile(previous.url, prepared.file, handleProgress, signal))) return;
    const target = await this.#createUpload(prepared); // the first one, or the previous one has expired
    this.#targets.set(item.key, target);
    const isStored = await putFile(target.url, prepared.file, handleProgress, signal);
    if (!isStored) throw new ConnectionError("The upload has expired.");
  }

  /** What is sent of the file, the same again after a lost connection. */
  #prepare({ key, file }: Upload): Promise<PreparedFile> {
    const prepared = this.#prepared.get(key) ?? prepareFile(file);
    this.#prepared.set(key, prepared);
    return prepared;
  }

  async #createUpload({ file, contentType }: PreparedFile): Promise<UploadTarget> {
    const input = { fileName: file.name || "photo", contentType, byteSize: file.size };
    const { createUpload } = await this.#api().send(CreateUploadDocument, { input });
    if (createUpload?.upload) return createUpload.upload;
    throw new UploadRejectedError(createUpload?.userErrors[0]?.message ?? "This file cannot be uploaded.");
  }

  readonly #handleOnline = (): void => {
    for (const item of this.items) if (item.state === "failed") void this.#send(item);
  };

  #find(key: number): Upload | undefined {
    return this.items.find((item) => item.key === key);
  }

  #update(key: number, changes: Partial<Upload>): void {
    this.items = this.items.map((item) => (item.key === key ? { ...item, ...changes } : item));
    this.#host.requestUpdate();
  }

  #dispose(key: number): void {
    this.#requests.get(key)?.abort();
    this.#prepared.delete(key);
    const preview = this.#find(key)?.preview;
    if (preview) URL.revokeObjectURL(preview);
  }
}

async function prepareFile(original: File): Promise<PreparedFile> {
  const contentType = await detectContentType(original);
  const file = await scalePhoto(original, contentType);
  return { file, contentType: file === original ? contentType : file.type };
}

function errorMessage(error: RequestError): string {
  if (error instanceof UploadRejectedError) return error.message;
  return error instanceof UnauthenticatedError ? "Your session has ended." : "The connection was lost.";
}
