package dev.furikomi.bank.customer;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.furikomi.events.Money;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a customer agreed with the bank for transfers in one currency.
 *
 * @param perTransfer the most that one transfer may be of; absent is no limit
 * @param perDay the most that all transfers of one of the bank's days may be of; absent is no limit
 * @param day the bank's day today
 * @param usedToday what was reserved or sent today and not given back
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AgreedLimits(
        String customerId,
        String currency,
        @Nullable Money perTransfer,
        @Nullable Money perDay,
        LocalDate day,
        Money usedToday) {}
