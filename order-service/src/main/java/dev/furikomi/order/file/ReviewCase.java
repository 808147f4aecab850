package dev.furikomi.order.file;

import dev.furikomi.events.Money;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A transfer that a person of the merchant has to look at, because the order file may not decide by itself. */
@Entity
@Table(name = "review_case")
@SuppressWarnings("NullAway.Init")
class ReviewCase {

    @Id
    UUID caseId;

    String orderNumber;
    UUID transferId;

    @Enumerated(EnumType.STRING)
    ReviewReason reason;

    String bank;

    @Nullable
    Long amountMinor;

    @Nullable
    String currency;

    Instant openedAt;

    protected ReviewCase() {}

    @Nullable
    Money instructedAmount() {
        return amountMinor == null || currency == null ? null : Money.ofMinor(amountMinor, currency);
    }
}
