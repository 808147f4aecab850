package dev.furikomi.bank.statement;

/** The two messages of ISO 20022 that tell of entries; both are of the release of 2019. */
enum CamtMessage {
    /** BankToCustomerStatement. */
    STATEMENT("camt.053.001.08", "BkToCstmrStmt", "Stmt"),
    /** BankToCustomerDebitCreditNotification, here of credits only. */
    CREDIT_NOTICE("camt.054.001.08", "BkToCstmrDbtCdtNtfctn", "Ntfctn");

    private final String id;
    private final String element;
    private final String account;

    CamtMessage(String id, String element, String account) {
        this.id = id;
        this.element = element;
        this.account = account;
    }

    String namespace() {
        return "urn:iso:std:iso:20022:tech:xsd:" + id;
    }

    /** The message's element in the document. */
    String element() {
        return element;
    }

    /** The element that holds one account's part. */
    String account() {
        return account;
    }
}
