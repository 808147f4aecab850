package dev.furikomi.bank.customer;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A customer and the hash of the password. */
@Entity
class Customer {

    @Id
    String id = "";

    String name = "";

    @Column(name = "password_hash")
    @Nullable
    String passwordHash;

    @Column(name = "password_changed_at")
    @Nullable
    Instant passwordChangedAt;
}
