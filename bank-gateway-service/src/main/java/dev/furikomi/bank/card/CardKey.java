package dev.furikomi.bank.card;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A row of the card's keys; written by {@link CardKeys}' statements only. */
@Entity
@Table(name = "card_key")
class CardKey {

    @Id
    String id = "";

    @Column(name = "card_id", insertable = false, updatable = false)
    String cardId = "";

    @Column(insertable = false, updatable = false)
    String slot = "";

    @Column(insertable = false, updatable = false)
    byte[] certificate = {};
}
