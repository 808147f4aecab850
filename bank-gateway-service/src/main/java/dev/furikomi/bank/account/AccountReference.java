package dev.furikomi.bank.account;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The opaque reference on a card, and the account that it stands for. */
@Entity
@Table(name = "account_reference")
class AccountReference {

    @Id
    String reference = "";

    @Column(name = "account_number")
    String accountNumber = "";

    static AccountReference of(String reference, String accountNumber) {
        AccountReference created = new AccountReference();
        created.reference = reference;
        created.accountNumber = accountNumber;
        return created;
    }
}
