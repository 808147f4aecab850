/**
 * An amount as people write it, exactly as it will be signed: the digits come from the decimal string and never pass
 * through a floating point number; only sign, grouping and place of the symbol come from the language.
 *
 * @param {{currency: string, amount: string}} money
 */
export function amountText({ currency, amount }, language) {
    const [whole, decimals] = amount.split(".");
    const format = new Intl.NumberFormat(language, {
        style: "currency",
        currency,
        minimumFractionDigits: 0,
        maximumFractionDigits: 0,
    });
    const parts = format.formatToParts(BigInt(whole));
    const last = parts.map((part) => part.type).lastIndexOf("integer");
    return parts.map((part, index) => (index === last && decimals ? `${part.value}.${decimals}` : part.value)).join("");
}
