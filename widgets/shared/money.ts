// Amounts are texts, so that no digit is lost.

/** "$1,500.00" of "1500.00". */
export function dollars(amount: string): string {
  const [whole = "", cents = "00"] = amount.split(".");
  return `$${whole.replace(/\B(?=(\d{3})+$)/g, ",")}.${cents}`;
}
