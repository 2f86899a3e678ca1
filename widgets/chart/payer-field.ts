// Choosing the payer: from what the server finds, from what it suggests for the client's words, or a new one.

import { html, nothing, type TemplateResult } from "lit";
import type { EditPolicyFormQuery } from "../generated/operations.ts";
import type { Option } from "../shared/parts/combobox.ts";
import "../shared/parts/combobox.ts";
import type { HeldPolicy } from "./draft.ts";

type Suggestion = NonNullable<NonNullable<EditPolicyFormQuery["policy"]>["payerSuggestions"]>[number];

export interface ChosenPayer {
  id: string;
  name: string;
}

export interface PayerChoice {
  policy: HeldPolicy | undefined;
  suggestions: readonly Suggestion[];
  /** The chosen payer's id, or "". */
  id: string;
  name: string;
  error: string;
  remember: boolean;
  find: (text: string) => Promise<readonly Option[]>;
  choose: (payer: ChosenPayer) => void;
  type: (text: string) => void;
  setRemember: (on: boolean) => void;
  addPayer: () => void;
}

export function payerField(choice: PayerChoice): TemplateResult {
  const { policy, id, name, error } = choice;
  return html`<div class="payer wide">
    <policybook-combobox
      id="payerId"
      class=${error ? "wrong" : ""}
      label="Payer"
      required
      .text=${name}
      .error=${error}
      .hint=${clientsWords(policy)}
      .find=${choice.find}
      @type=${({ detail }: CustomEvent<string>) => choice.type(detail)}
      @choose=${({ detail }: CustomEvent<Option>) => choice.choose({ id: detail.value, name: detail.label })}
    ></policybook-combobox>
    <div class="row">
      ${policy?.needsPayer ? suggestions(choice) : nothing}
      <button type="button" class="quiet small" @click=${choice.addPayer}>Add a payer…</button>
    </div>
    ${
      policy?.needsPayer && policy.enteredPayerName
        ? html`<label class="choice">
            <input
              type="checkbox"
              name="rememberEnteredName"
              ?disabled=${!id}
              .checked=${choice.remember && id !== ""}
              aria-describedby="remember-hint"
              @change=${(event: Event) => choice.setRemember((event.target as HTMLInputElement).checked)}
            />
            <span>
              Remember this name
              <span class="hint" id="remember-hint">
                ${id ? `“${policy.enteredPayerName}” will mean ${name} from now on.` : "Choose the payer first."}
              </span>
            </span>
          </label>`
        : nothing
    }
  </div>`;
}

function clientsWords(policy: HeldPolicy | undefined): string {
  return policy?.enteredPayerName ? `The client typed “${policy.enteredPayerName}”.` : "";
}

function suggestions({ suggestions, id, choose }: PayerChoice): unknown {
  if (!suggestions.length) return nothing;
  return html`<span class="small muted" id="suggested">Suggestions:</span>
    <ul class="row chips" aria-labelledby="suggested">
      ${suggestions.map(
        ({ payer }) =>
          html`<li>
            <button type="button" class="chip" aria-pressed=${payer.id === id} @click=${() => choose(payer)}>
              ${payer.name}
            </button>
          </li>`,
      )}
    </ul>`;
}
