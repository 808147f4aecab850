package dev.furikomi.bank.transfer;

/** Why a transfer is not requested or not accepted, in order of precedence; the reasons of protocol.md, section 5. */
public enum TransferRefusal {
    /** The window has closed, or the same transfer id stands for other content. */
    TRANSFER_ALTERED("transfer-altered"),
    PAYMENT_REQUEST_EXPIRED("payment-request-expired"),
    PAYMENT_REQUEST_CONSUMED("payment-request-consumed"),
    ORDER_ALREADY_PAID("order-already-paid"),
    /** The merchant may not be paid to that account, or the account is not one that this bank can credit. */
    PAYEE_NOT_PERMITTED("payee-not-permitted"),
    /** The payer's account is blocked, closed or not the customer's. */
    ACCOUNT_NOT_USABLE("account-not-usable"),
    CURRENCY_MISMATCH("currency-mismatch"),
    /** Not positive, or above what the ledger carries. */
    AMOUNT_NOT_PERMITTED("amount-not-permitted"),
    /** Above what the customer may send in one transfer, or may still send today. */
    AMOUNT_OVER_LIMIT("amount-over-limit"),
    BALANCE_INSUFFICIENT("balance-insufficient");

    private final String reason;

    TransferRefusal(String reason) {
        this.reason = reason;
    }

    /** The stable reason code on the wire. */
    public String reason() {
        return reason;
    }
}
