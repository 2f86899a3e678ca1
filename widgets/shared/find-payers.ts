import { PayerListDocument } from "../generated/operations.ts";
import type { ApiClient } from "./api-client.ts";
import type { Option } from "./components/combobox.ts";
import { rowsOf } from "./paginated-query.ts";

const MAX_PAYER_OPTIONS = 20;

/** The payers that match the text and can be selected. */
export async function findPayers(api: ApiClient, text: string): Promise<readonly Option[]> {
  const variables = { search: text, includeArchived: false, first: MAX_PAYER_OPTIONS };
  const { payers } = await api.send(PayerListDocument, variables);
  return rowsOf(payers).map(({ id, name, ediPayerId }) => ({ value: id, label: name, detail: ediPayerId }));
}
