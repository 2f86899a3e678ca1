// Files on their way to the server: a place is reserved, the bytes go there with progress, and what came of it is kept.
//
// Files are sent as soon as they are chosen, so that the form's save is quick; the save names them.

import type { ReactiveController, ReactiveControllerHost } from "lit";
import { CreateUploadDocument, type AttachmentInput, type AttachmentSide } from "../generated/operations.ts";
import { Problem, SignedOut, Unreachable, type Api } from "./api.ts";
import { Rejected, send, typeOf, unfit } from "./uploading.ts";

/** What the form takes: `viewer.policyForm` has it. */
export interface UploadRules {
  uploadTypes: readonly string[];
  uploadMaxBytes: number;
  maxAttachments: number;
}

/** A file that is attached already. */
export interface Kept {
  id: string;
  fileName: string;
  side: AttachmentSide;
  previewUrl: string;
}

/** A file that was chosen here. */
export interface Upload {
  readonly key: number;
  readonly file: File;
  readonly side: AttachmentSide;
  /** `lost`: no answer came, it may be sent again. `refused`: this file will not do. */
  readonly state: "sending" | "done" | "lost" | "refused";
  /** Of the bytes, 0 to 1; at 1 the server is looking at the file. */
  readonly progress: number;
  /** Why it is lost or refused. */
  readonly message: string;
  /** A URL of the chosen picture itself; undefined where a browser cannot show such a file. */
  readonly preview: string | undefined;
}

type Slot = { id: string; url: string };

const SHOWN = ["image/jpeg", "image/png", "image/webp"];

/** One form's files. The host is drawn anew with each step. */
export class Uploads implements ReactiveController {
  /** Those chosen here, in the order chosen. Replaced, never changed in place: hand it to the part that draws it. */
  items: readonly Upload[] = [];
  /** Those that are attached already and that the save takes away. */
  removed: readonly string[] = [];

  readonly #host: ReactiveControllerHost;
  readonly #api: () => Api;
  readonly #rules: () => UploadRules | undefined;
  readonly #slots = new Map<number, Slot>();
  readonly #sending = new Map<number, AbortController>();
  #next = 0;
  #gone = false;

  /** With `rules` a file that breaks them is refused at once, with the server's words: nothing of it is sent. */
  constructor(host: ReactiveControllerHost, api: () => Api, rules: () => UploadRules | undefined = () => undefined) {
    this.#host = host;
    this.#api = api;
    this.#rules = rules;
    host.addController(this);
  }

  hostConnected(): void {
    this.#gone = false;
    addEventListener("online", this.#retryAll);
  }

  hostDisconnected(): void {
    removeEventListener("online", this.#retryAll);
    for (const { key } of this.items) this.#drop(key);
    [this.items, this.#gone] = [[], true];
  }

  /**
   * Takes files and begins to send them. The first is the front of a card and the second its back, as people photograph
   * them, unless `at` says which.
   */
  add(files: Iterable<File>, kept: readonly Kept[] = [], at?: AttachmentSide): void {
    for (const file of files) {
      const taken = [...this.items, ...kept.filter(({ id }) => !this.removed.includes(id))].map(({ side }) => side);
      const side = at ?? (["FRONT", "BACK"] as const).find((each) => !taken.includes(each)) ?? "OTHER";
      const preview = SHOWN.includes(file.type) ? URL.createObjectURL(file) : undefined;
      const item: Upload = { key: this.#next++, file, side, state: "sending", progress: 0, message: "", preview };
      this.items = [...this.items, item];
      void this.#send(item);
    }
    this.#host.requestUpdate();
  }

  /** Sends it again, to the place it has if that is still good. */
  retry(key: number): void {
    const item = this.items.find((each) => each.key === key);
    if (item && item.state !== "sending") void this.#send(item);
  }

  /** Lets go of a file chosen here. */
  remove(key: number): void {
    this.#drop(key);
    this.items = this.items.filter((each) => each.key !== key);
    this.#host.requestUpdate();
  }

  /** Marks a file that is attached already for removal with the save, or takes that back. */
  toggleKept(id: string): void {
    const others = this.removed.filter((each) => each !== id);
    this.removed = others.length < this.removed.length ? others : [...others, id];
    this.#host.requestUpdate();
  }

  setSide(key: number, side: AttachmentSide): void {
    this.#change(key, { side });
  }

  /** Whether a file is still on its way. */
  get busy(): boolean {
    return this.items.some(({ state }) => state === "sending");
  }

  /** Whether a file was not taken: the person must send it again or remove it before the save. */
  get stuck(): boolean {
    return this.items.some(({ state }) => state === "lost" || state === "refused");
  }

  /** Whether anything was chosen or removed that would be lost. */
  get touched(): boolean {
    return this.items.length + this.removed.length > 0;
  }

  /** For the save's input: `attachments`, or `addAttachments` of an edit. `removed` is `removeAttachmentIds`. */
  get input(): AttachmentInput[] {
    return this.items.flatMap(({ key, side, state }) => {
      const slot = this.#slots.get(key);
      return state === "done" && slot ? [{ uploadId: slot.id, side }] : [];
    });
  }

  /** Waits until no file is on its way; then whether all arrived. False too when the form is gone, and they with it. */
  async settled(): Promise<boolean> {
    while (this.busy) await new Promise((done) => setTimeout(done, 100));
    return !this.#gone && !this.stuck;
  }

  /** After a save that was refused: files the server no longer has (they waited too long) are sent again. */
  renew(errors: readonly { code: string }[]): void {
    if (!errors.some(({ code }) => code === "UPLOAD_MISSING")) return;
    this.#slots.clear();
    for (const item of this.items) void this.#send(item);
  }

  async #send(item: Upload): Promise<void> {
    const { key } = item;
    const stop = new AbortController();
    this.#sending.set(key, stop);
    this.#change(key, { state: "sending", progress: 0, message: "" });
    try {
      await this.#deliver(item, stop.signal);
      this.#change(key, { state: "done", progress: 1 });
    } catch (error) {
      if (stop.signal.aborted) return;
      if (!(error instanceof Problem)) throw error;
      this.#change(key, { state: error instanceof Rejected ? "refused" : "lost", message: inWords(error) });
    }
  }

  async #deliver(item: Upload, signal: AbortSignal): Promise<void> {
    const rules = this.#rules();
    const wrong = rules && unfit(item.file, rules);
    if (wrong) throw new Rejected(wrong);
    const before = this.#slots.get(item.key);
    const progress = (part: number) => this.#change(item.key, { progress: part });
    if (before && (await send(before.url, item.file, progress, signal))) return;
    const slot = await this.#reserve(item); // none yet, or it is too late for the old one
    this.#slots.set(item.key, slot);
    if (!(await send(slot.url, item.file, progress, signal))) throw new Unreachable("The place was lost.");
  }

  async #reserve({ file }: Upload): Promise<Slot> {
    const input = { fileName: file.name || "photo", contentType: typeOf(file), byteSize: file.size };
    const { createUpload } = await this.#api().send(CreateUploadDocument, { input });
    if (!createUpload?.upload) throw new Rejected(createUpload?.userErrors[0]?.message ?? "This file cannot be taken.");
    return createUpload.upload;
  }

  readonly #retryAll = (): void => {
    for (const item of this.items) if (item.state === "lost") void this.#send(item);
  };

  #change(key: number, news: Partial<Upload>): void {
    this.items = this.items.map((each) => (each.key === key ? { ...each, ...news } : each));
    this.#host.requestUpdate();
  }

  #drop(key: number): void {
    this.#sending.get(key)?.abort();
    const preview = this.items.find((each) => each.key === key)?.preview;
    if (preview) URL.revokeObjectURL(preview);
  }
}

function inWords(problem: Problem): string {
  if (problem instanceof Rejected) return problem.message;
  return problem instanceof SignedOut ? "Your session has ended." : "The connection was lost.";
}
