package dev.furikomi.order.bank;

/** A bank list that must not be used. */
final class UntrustedBankListException extends Exception {

    UntrustedBankListException(String message) {
        super(message);
    }
}
