package dev.furikomi.bank.customer;

/** Whom an account reference leads to. */
record Holder(String customerId, String customerName, String accountNumber, String passwordHash) {

    @Override
    public String toString() {
        return "Holder[" + customerId + "]";
    }
}
