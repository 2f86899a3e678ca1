import { html, LitElement, nothing, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { live } from "lit/directives/live.js";
import { customElement } from "../custom-element.ts";
import { formatDateText, isDate, parseCompleteDate, parseDate } from "../date-text.ts";
import { currentDate } from "../dates.ts";
import * as icons from "../icons.ts";

/** The latest date of the calendar: without a maximum, browsers allow years of six digits. */
const MAX_DATE = "9999-12-31";

/**
 * The control of a date field. It takes dates as they are typed and pasted (`date-text.ts`), T for today, and Alt+↓
 * for the browser's calendar. A text that is no date stays as it is and becomes the value, so that nothing is lost.
 *
 * It renders into the form's own shadow root, where the label and the messages are; its styles are in `fields.css.ts`.
 *
 * @fires date-change - The detail is the new value.
 * @fires date-leave - The text is complete: the field was left, or Enter was pressed.
 */
@customElement("policybook-date-input")
export class DateInput extends LitElement {
  /** YYYY-MM-DD, or a text that is no date. */
  @property() value = "";
  /** The id and name of the text field, for its label. */
  @property({ attribute: "field-id" }) fieldId = "";
  /** The ids of hint and error. */
  @property({ attribute: false }) describedBy: string | undefined;
  @property({ type: Boolean }) invalid = false;
  @property({ type: Boolean }) required = false;
  /** A date of birth. */
  @property({ type: Boolean }) past = false;
  /** The time zone that says what day is today; the browser's when "". */
  @property({ attribute: "time-zone" }) timeZone = "";
  @state() private typed: string | undefined;

  protected override createRenderRoot(): this {
    return this;
  }

  protected override render(): TemplateResult {
    return html`<input
        id=${this.fieldId}
        name=${this.fieldId}
        inputmode="numeric"
        autocomplete="off"
        placeholder="MM/DD/YYYY"
        aria-describedby=${this.describedBy ?? nothing}
        aria-invalid=${this.invalid ? "true" : nothing}
        ?required=${this.required}
        .value=${live(this.#text)}
        @input=${this.#handleInput}
        @keydown=${this.#handleKeyDown}
        @blur=${this.#leave}
      />
      <span class="date-buttons">
        ${this.past ? nothing : this.#renderTodayButton()}
        <button
          type="button"
          class="square"
          tabindex="-1"
          aria-label="Open calendar"
          @pointerdown=${keepFocus}
          @click=${this.#openCalendar}
        >
          ${icons.calendar}
        </button>
        <input
          type="date"
          class="calendar"
          tabindex="-1"
          aria-hidden="true"
          max=${MAX_DATE}
          .value=${live(isDate(this.value) ? this.value : "")}
          @change=${this.#handleCalendarChange}
        />
      </span>`;
  }

  #renderTodayButton(): TemplateResult {
    return html`<button
      type="button"
      class="quiet small"
      tabindex="-1"
      title="Or press T in the field"
      @pointerdown=${keepFocus}
      @click=${() => this.#choose(this.#today)}
    >
      Today
    </button>`;
  }

  /** What is being typed, as long as it is what the value stands for. */
  get #text(): string {
    const { typed, value } = this;
    const isCurrent = typed !== undefined && (parseCompleteDate(typed) ?? typed) === value;
    return isCurrent ? typed : formatDateText(value);
  }

  get #today(): string {
    return currentDate(this.timeZone || undefined);
  }

  #handleInput(event: Event): void {
    event.stopPropagation();
    const text = (event.target as HTMLInputElement).value;
    if (text.trim().toLowerCase() === "t") {
      this.#choose(this.#today);
      return;
    }
    this.typed = text;
    this.#setValue(parseCompleteDate(text) ?? text);
  }

  #handleKeyDown(event: KeyboardEvent): void {
    if (event.key === "Enter") this.#leave(); // the form is submitted next
    if (event.key !== "ArrowDown" || !event.altKey) return;
    event.preventDefault();
    this.#openCalendar();
  }

  #handleCalendarChange(event: Event): void {
    event.stopPropagation();
    this.#choose((event.target as HTMLInputElement).value);
  }

  #choose(date: string): void {
    this.typed = undefined;
    this.#setValue(date);
    const input = this.querySelector("input");
    input?.focus();
    void this.updateComplete.then(() => input?.select());
  }

  #leave(): void {
    const { today, past: isPast } = { today: this.#today, past: this.past };
    this.#setValue(parseDate(this.typed ?? this.value, { today, isPast }) ?? this.value.trim());
    this.typed = undefined;
    this.dispatchEvent(new CustomEvent("date-leave"));
  }

  #setValue(value: string): void {
    if (value === this.value) return;
    this.value = value;
    this.dispatchEvent(new CustomEvent("date-change", { detail: value }));
  }

  #openCalendar(): void {
    const calendar = this.querySelector<HTMLInputElement>(".calendar");
    try {
      calendar?.showPicker();
    } catch {
      calendar?.focus(); // a frame of another origin may not open it: there the field itself is used
    }
  }
}

/** The mouse must not move the focus: that would complete the text before the click. */
function keepFocus(event: Event): void {
  event.preventDefault();
}

declare global {
  interface HTMLElementTagNameMap {
    "policybook-date-input": DateInput;
  }
}
