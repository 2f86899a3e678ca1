import { html, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { EditClientDocument, type AddPolicyFormQuery, type EditClientInput } from "../generated/operations.ts";
import { ADDRESS_LABELS } from "../shared/address-fields.ts";
import { FormDialog } from "../shared/components/form-dialog.ts";
import { customElement } from "../shared/custom-element.ts";
import {
  dateErrors,
  dateField,
  errorSummary,
  selectField,
  textField,
  type FormBinding,
} from "../shared/form-fields.ts";
import { FormState } from "../shared/form-state.ts";
import * as icons from "../shared/icons.ts";
import { inSentence, joinList, SEXES } from "../shared/labels.ts";

/** The client's record, as the add form loads it. */
export type ClientRecord = NonNullable<AddPolicyFormQuery["client"]>;

const ADDRESS_PARTS = ["line1", "line2", "city", "state", "postalCode"] as const;
type AddressPart = (typeof ADDRESS_PARTS)[number];

/** The facts that claims need and the record does not have (CMS-1500 boxes 3 and 5), by their names in the input. */
export function missingFacts({ dateOfBirth, sex, address }: ClientRecord): string[] {
  const parts = ADDRESS_PARTS.filter((part) => !address?.[part] && (part !== "line2" || !address?.line1));
  return [...(dateOfBirth ? [] : ["dateOfBirth"]), ...(sex ? [] : ["sex"]), ...parts.map((part) => `address.${part}`)];
}

/**
 * The second step of Add Policy: what claims need to know of the client. It asks only for what is empty in the record,
 * and saves it there.
 */
@customElement("policybook-client-facts")
export class ClientFacts extends FormDialog {
  @property({ attribute: false }) client!: ClientRecord;
  /** The policy that was added in the first step. */
  @property({ attribute: "policy-id" }) policyId = "";
  /** What the first step did. */
  @property() saved = "";
  /** The practice's time zone, an IANA name. */
  @property({ attribute: "time-zone" }) timeZone = "";
  readonly #form = new FormState();

  protected override render(): TemplateResult {
    const { client, mutation, timeZone } = this;
    const errors = mutation.userErrors;
    const names = missingFacts(client);
    const binding = { form: this.#form, errors, onChange: () => this.requestUpdate(), timeZone };
    return this.renderForm(
      `Complete the record of ${client.displayName}`,
      "Save",
      html`<div class="notice success">
          ${icons.tick}
          <p>${this.saved}</p>
        </div>
        ${errorSummary(errors, names)}
        <p>
          <strong>Needed for claims.</strong> Still missing in the record: ${joinList(factNames(names))}. You can leave
          this for later.
        </p>
        ${fields(binding, names)}`,
      { isInert: mutation.isSaving, cancelLabel: "Not now" },
    );
  }

  /** The facts that are still empty in the record: what is there already is never changed here. */
  get #input(): EditClientInput {
    const { id, version } = this.client;
    const values = new FormState();
    for (const name of missingFacts(this.client)) values.set(name, this.#form.get(name));
    return { id, version, ...values.toAddInput() };
  }

  protected override async save(): Promise<void> {
    const invalid = dateErrors(this.#form, ["dateOfBirth"]);
    if (invalid.length) return this.rejectInput(invalid);
    if (!this.#form.isDirty) {
      this.close();
      return;
    }
    const payload = await this.mutation.save(this.#input, async (input) => {
      return (await this.api.send(EditClientDocument, { input })).editClient;
    });
    if (!payload) return;
    const { client, userErrors } = payload;
    if (client) this.client = client; // on a conflict, what somebody else has entered is no longer asked
    if (userErrors.length) await this.showErrors();
    else this.finish(`The record of ${this.client.displayName} was saved.`, this.policyId);
  }
}

/** "sex", "address", and the parts of an address that is there but not complete. */
function factNames(names: readonly string[]): string[] {
  const hasNoAddress = names.includes("address.line1") && names.includes("address.city");
  const parts = hasNoAddress ? ["address"] : requiredParts(names).map((part) => inSentence(ADDRESS_LABELS[part]));
  return [
    ...(names.includes("dateOfBirth") ? ["date of birth"] : []),
    ...(names.includes("sex") ? ["sex"] : []),
    ...parts,
  ];
}

function requiredParts(names: readonly string[]): AddressPart[] {
  return addressParts(names).filter((part) => part !== "line2");
}

function addressParts(names: readonly string[]): AddressPart[] {
  return ADDRESS_PARTS.filter((part) => names.includes(`address.${part}`));
}

function fields(binding: FormBinding, names: readonly string[]): TemplateResult {
  const parts = addressParts(names);
  return html`<div class="fields">
    ${
      names.includes("dateOfBirth")
        ? dateField(binding, { name: "dateOfBirth", label: "Date of birth", isBirthDate: true, hideOptional: true })
        : ""
    }
    ${names.includes("sex") ? selectField(binding, { name: "sex", label: "Sex", hideOptional: true }, SEXES) : ""}
    ${
      parts.length
        ? html`<fieldset class="wide group">
            <legend>Address</legend>
            <div class="fields">
              ${parts.map((part) =>
                textField(binding, { name: `address.${part}`, label: ADDRESS_LABELS[part], hideOptional: true }),
              )}
            </div>
          </fieldset>`
        : ""
    }
  </div>`;
}

declare global {
  interface HTMLElementTagNameMap {
    "policybook-client-facts": ClientFacts;
  }
}
