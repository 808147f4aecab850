package dev.furikomi.bridge.session;

import java.util.Map;

/** What a person is shown of a verified session request: who asks, and what would be paid to whom. */
public record SessionView(String sid, Bank bank, Transfer transfer) {
    /** The bank as the signed bank list names it; the origin is the one that the carrier attested. */
    public record Bank(String bic, Map<String, String> name, String icon, String origin) {}

    /** The transfer as the bank signed it into the session request. */
    public record Transfer(Creditor creditor, Amount instructedAmount, String orderNumber) {}

    /** Who is paid. */
    public record Creditor(String name, String agent, String account) {}

    /** ISO 4217 currency and a decimal string, never a number. */
    public record Amount(String currency, String amount) {}
}
