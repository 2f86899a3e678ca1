// Amounts stay strings, as the API's Decimal: a number would lose digits.

/** "$1,500.00" for "1500.00". */
export function formatDollars(amount: string): string {
  const [whole = "", cents = "00"] = amount.split(".");
  return `$${whole.replace(/\B(?=(\d{3})+$)/g, ",")}.${cents}`;
}
