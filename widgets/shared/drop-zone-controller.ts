import type { ReactiveController, ReactiveControllerHost } from "lit";

/** Takes files that are dragged over the host and dropped. Bind the handlers to `dragover`, `dragleave` and `drop`. */
export class DropZoneController implements ReactiveController {
  isDragOver = false;

  readonly #host: ReactiveControllerHost;
  readonly #onDrop: (files: FileList | undefined) => void;

  constructor(host: ReactiveControllerHost, onDrop: (files: FileList | undefined) => void) {
    this.#host = host;
    this.#onDrop = onDrop;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.isDragOver = false;
  }

  readonly handleDragOver = (event: DragEvent): void => {
    event.preventDefault(); // without this, the browser opens the file
    this.#setDragOver(true);
  };

  readonly handleDragLeave = (): void => this.#setDragOver(false);

  readonly handleDrop = (event: DragEvent): void => {
    event.preventDefault();
    this.#setDragOver(false);
    this.#onDrop(event.dataTransfer?.files);
  };

  #setDragOver(isDragOver: boolean): void {
    this.isDragOver = isDragOver;
    this.#host.requestUpdate();
  }
}
