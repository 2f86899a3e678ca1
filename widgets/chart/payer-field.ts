// The payer of a policy: found by search, taken from the suggestions for the name that the client entered, or added.

import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import type { EditPolicyFormQuery } from "../generated/operations.ts";
import type { Option } from "../shared/components/combobox.ts";
import "../shared/components/combobox.ts";
import type { ApiClient } from "../shared/api-client.ts";
import { findPayers } from "../shared/find-payers.ts";
import type { SavedPolicy } from "./policy-draft.ts";
import type { PolicyEditor } from "./policy-editor.ts";

type Suggestion = NonNullable<NonNullable<EditPolicyFormQuery["policy"]>["payerSuggestions"]>[number];

export interface SelectedPayer {
  id: string;
  name: string;
}

interface PayerFieldOptions {
  policy: SavedPolicy | undefined;
  suggestions: readonly Suggestion[];
  /** The selected payer's id, or "". */
  payerId: string;
  /** The text in the field. */
  payerName: string;
  /** The text, while it names none of the payers. */
  typedName: string;
  error: string;
  /** Whether the name that the client entered becomes an alias of the payer. */
  rememberName: boolean;
  search: (text: string) => Promise<readonly Option[]>;
  onSelect: (payer: SelectedPayer) => void;
  onInput: (text: string) => void;
  onRememberNameChange: (isChecked: boolean) => void;
  onAddPayer: () => void;
}

/** The field of the policy that is being edited. */
export function editorPayerField(
  editor: PolicyEditor,
  suggestions: readonly Suggestion[],
  api: ApiClient,
  onAddPayer: () => void,
): TemplateResult {
  const { draft, rememberName, payerError } = editor;
  return payerField({
    policy: draft.policy,
    suggestions,
    payerId: draft.form.get("payerId"),
    payerName: draft.payerName,
    typedName: draft.typedPayerName,
    error: payerError,
    rememberName,
    search: (text) => findPayers(api, text),
    onSelect: (payer) => editor.selectPayer(payer),
    onInput: (text) => editor.typePayer(text),
    onRememberNameChange: (isChecked) => editor.setRememberName(isChecked),
    onAddPayer,
  });
}

function payerField(options: PayerFieldOptions): TemplateResult {
  const { policy, payerName, typedName, error } = options;
  const hint = policy?.enteredPayerName ? `Client entered “${policy.enteredPayerName}”` : "";
  return html`<div class="payer wide">
    <policybook-combobox
      id="payerId"
      class=${error ? "invalid" : ""}
      label="Payer"
      required
      .text=${live(payerName)}
      .error=${error}
      .hint=${hint}
      .search=${options.search}
      @type=${({ detail }: CustomEvent<string>) => options.onInput(detail)}
      @choose=${({ detail }: CustomEvent<Option>) => options.onSelect({ id: detail.value, name: detail.label })}
    ></policybook-combobox>
    <div class="row">
      ${policy?.needsPayer ? suggestionButtons(options) : nothing}
      <button type="button" class="quiet small" @click=${options.onAddPayer}>
        ${typedName ? `Add “${typedName}” as a payer` : "Add a payer…"}
      </button>
    </div>
    ${policy?.needsPayer && policy.enteredPayerName ? rememberNameCheckbox(options, policy.enteredPayerName) : nothing}
  </div>`;
}

function rememberNameCheckbox(options: PayerFieldOptions, enteredName: string): TemplateResult {
  const { payerId, payerName, rememberName } = options;
  const handleChange = (event: Event) => options.onRememberNameChange((event.target as HTMLInputElement).checked);
  return html`<label class="choice">
    <input
      type="checkbox"
      name="rememberEnteredName"
      ?disabled=${!payerId}
      .checked=${live(rememberName && payerId !== "")}
      aria-describedby="remember-hint"
      @change=${handleChange}
    />
    <span>
      Always match “${enteredName}” to ${payerId ? payerName : "this payer"}
      <span class="hint" id="remember-hint">
        ${payerId ? "For this and other clients who enter it." : "Choose the payer first."}
      </span>
    </span>
  </label>`;
}

function suggestionButtons({ suggestions, payerId, onSelect }: PayerFieldOptions): unknown {
  if (!suggestions.length) return nothing;
  return html`<span class="small muted" id="suggested">Suggested payers:</span>
    <ul class="row chips" aria-labelledby="suggested">
      ${suggestions.map(
        ({ payer }) =>
          html`<li>
            <button type="button" class="chip" aria-pressed=${payer.id === payerId} @click=${() => onSelect(payer)}>
              ${payer.name}
            </button>
          </li>`,
      )}
    </ul>`;
}
