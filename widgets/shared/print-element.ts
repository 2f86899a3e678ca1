import type { CSSResult } from "lit";

/**
 * Prints an element and nothing else of the page that the widget is in: from a frame of its own, with these styles. The
 * frame lies beside the element and goes with it.
 */
export function printElement(element: Element, title: string, styles: readonly CSSResult[]): void {
  const root = element.getRootNode() as ShadowRoot;
  root.querySelector("iframe.print")?.remove();
  const frame = document.createElement("iframe");
  frame.className = "print";
  frame.title = title;
  frame.tabIndex = -1;
  frame.ariaHidden = "true";
  // Browsers print no frame that is not rendered.
  Object.assign(frame.style, { position: "fixed", width: "0", height: "0", border: "0", opacity: "0" });
  // Firefox replaces the empty document until then.
  frame.addEventListener("load", () => printCopy(frame, element, title, styles), { once: true });
  root.append(frame);
}

function printCopy(frame: HTMLIFrameElement, element: Element, title: string, styles: readonly CSSResult[]): void {
  const { contentWindow, contentDocument } = frame;
  if (!contentWindow || !contentDocument) return;
  contentDocument.title = title;
  // Styles by script, as a page's Content-Security-Policy may refuse style elements.
  const sheet = new (contentWindow as Window & typeof globalThis).CSSStyleSheet();
  sheet.replaceSync(styles.map(({ cssText }) => cssText).join("\n"));
  contentDocument.adoptedStyleSheets = [sheet];
  contentDocument.body.append(contentDocument.importNode(element, true));
  contentWindow.print();
}
