package dev.furikomi.bank.transfer;

import dev.furikomi.bank.batch.Together;
import dev.furikomi.bank.identity.BankConfig;
import dev.furikomi.bank.ledger.AccountState;
import dev.furikomi.bank.ledger.DeclineReason;
import dev.furikomi.bank.ledger.Ledger;
import dev.furikomi.bank.ledger.LedgerAccount;
import dev.furikomi.bank.ledger.LedgerConfig;
import dev.furikomi.bank.ledger.Posting;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What S305 looks at, in the order of {@link TransferRefusal}; for any number of applications in as many queries. */
@ApplicationScoped
class RequestChecks {

    private final Ledger ledger;
    private final String bic;
    private final ZoneId zone;

    RequestChecks(Ledger ledger, BankConfig bank, LedgerConfig books) {
        this.ledger = ledger;
        this.bic = bank.bic();
        this.zone = books.timeZone();
    }

    /** All that must hold for a request to stand; empty when it does. Locks nothing. */
    Uni<Optional<TransferRefusal>> refusal(SqlConnection connection, TransferApplication application, Instant now) {
        List<TransferApplication> applications = List.of(application);
        List<String> accounts =
                List.of(application.payerAccount(), application.creditor().account());
        return Together.all(facts(connection, applications), ledger.accounts(connection, accounts), Known::new)
                .chain(known -> refusals(connection, applications, now, known.facts, known.accounts))
                .map(refusals -> Optional.ofNullable(refusals.get(application)));
    }

    private record Known(Facts facts, List<LedgerAccount> accounts) {}

    /** What the bank knows of applications besides their accounts; by all that they say, for an id may be used twice. */
    record Facts(
            Map<TransferApplication, RequestStanding> standings, Map<TransferApplication, Permission> permissions) {}

    /** Whether the merchant may be paid on that account, and whether the payer's account is the customer's. */
    record Permission(boolean payee, boolean payer) {}

    Uni<Facts> facts(SqlConnection connection, List<TransferApplication> applications) {
        return Together.all(standings(connection, applications), permissions(connection, applications), Facts::new);
    }

    /**
     * The refusals by application; what stands is missing.
     *
     * @param found those of the applications' accounts that exist
     */
    Uni<Map<TransferApplication, TransferRefusal>> refusals(
            SqlConnection connection,
            List<TransferApplication> applications,
            Instant now,
            Facts facts,
            List<LedgerAccount> found) {
        Map<String, LedgerAccount> accounts = new HashMap<>();
        found.forEach(account -> accounts.put(account.number(), account));
        return overLimit(connection, applications, accounts, now)
                .map(overLimit -> refusals(applications, now, facts, accounts, overLimit));
    }

    private Map<TransferApplication, TransferRefusal> refusals(
            List<TransferApplication> applications,
            Instant now,
            Facts facts,
            Map<String, LedgerAccount> accounts,
            Set<TransferApplication> overLimit) {
        Map<TransferApplication, TransferRefusal> refusals = new HashMap<>();
        for (TransferApplication application : applications) {
            TransferRefusal refusal = refusal(application, now, facts.standings.get(application));
            refusal = refusal == null
                    ? decide(application, facts.permissions.get(application), accounts, overLimit.contains(application))
                    : refusal;
            if (refusal != null) {
                refusals.put(application, refusal);
            }
        }
        return refusals;
    }

    static Uni<RequestStanding> standing(
            SqlConnection connection, String merchant, String requestId, String orderNumber) {
        Tuple keys = Tuple.tuple()
                .addArrayOfInteger(new Integer[] {0})
                .addArrayOfString(new String[] {merchant})
                .addArrayOfString(new String[] {requestId})
                .addArrayOfString(new String[] {orderNumber});
        return standings(connection, keys, place -> place)
                .map(standings -> standings.getOrDefault(0, RequestStanding.OPEN));
    }

    private static Uni<Map<TransferApplication, RequestStanding>> standings(
            SqlConnection connection, List<TransferApplication> applications) {
        Tuple keys = Tuple.tuple()
                .addArrayOfInteger(places(applications))
                .addArrayOfString(strings(applications, TransferApplication::merchant))
                .addArrayOfString(strings(applications, TransferApplication::requestId))
                .addArrayOfString(strings(applications, TransferApplication::orderNumber));
        return standings(connection, keys, applications::get);
    }

    /** Those that are not open any more. */
    private static <K> Uni<Map<K, RequestStanding>> standings(
            SqlConnection connection, Tuple keys, IntFunction<K> asked) {
        return connection.preparedQuery(TransferSql.STANDINGS).execute(keys).map(rows -> {
            Map<K, RequestStanding> standings = new HashMap<>();
            for (Row row : rows) {
                if (row.getBoolean("consumed") != null) {
                    standings.put(asked.apply(row.getInteger("place")), RequestStanding.CONSUMED);
                } else if (row.getBoolean("paid") != null) {
                    standings.put(asked.apply(row.getInteger("place")), RequestStanding.ORDER_ALREADY_PAID);
                }
            }
            return standings;
        });
    }

    private static Uni<Map<TransferApplication, Permission>> permissions(
            SqlConnection connection, List<TransferApplication> applications) {
        Tuple keys = Tuple.tuple()
                .addArrayOfInteger(places(applications))
                .addArrayOfString(strings(applications, TransferApplication::merchant))
                .addArrayOfString(strings(
                        applications, application -> application.creditor().account()))
                .addArrayOfString(strings(applications, TransferApplication::payerAccount))
                .addArrayOfString(strings(applications, TransferApplication::customerId));
        return connection.preparedQuery(TransferSql.PERMITTED).execute(keys).map(rows -> {
            Map<TransferApplication, Permission> permissions = new HashMap<>();
            rows.forEach(row -> permissions.put(
                    applications.get(row.getInteger("place")),
                    new Permission(row.getBoolean("payee") != null, Boolean.TRUE.equals(row.getBoolean("payer")))));
            return permissions;
        });
    }

    /** Those above their customers' limits; nearly no customer has any, and then nothing is asked. */
    private Uni<Set<TransferApplication>> overLimit(
            SqlConnection connection,
            List<TransferApplication> applications,
            Map<String, LedgerAccount> accounts,
            Instant now) {
        List<TransferApplication> limited = applications.stream()
                .filter(application -> {
                    LedgerAccount payer = accounts.get(application.payerAccount());
                    return payer != null && payer.limitedCustomer() != null;
                })
                .toList();
        if (limited.isEmpty()) {
            return Uni.createFrom().item(Set.of());
        }
        Tuple keys = Tuple.tuple()
                .addArrayOfInteger(places(limited))
                .addArrayOfString(strings(limited, TransferApplication::customerId))
                .addArrayOfString(strings(
                        limited, application -> application.instructedAmount().currencyCode()))
                .addArrayOfLong(limited.stream()
                        .map(application -> application.instructedAmount().amountMinor())
                        .toArray(Long[]::new))
                .addLocalDate(LocalDate.ofInstant(now, zone));
        return connection.preparedQuery(TransferSql.OVER_LIMIT).execute(keys).map(rows -> {
            Set<TransferApplication> over = new HashSet<>();
            rows.forEach(row -> over.add(limited.get(row.getInteger("place"))));
            return over;
        });
    }

    private static @Nullable TransferRefusal refusal(
            TransferApplication application, Instant now, @Nullable RequestStanding standing) {
        if (!now.isBefore(application.requestExpiresAt())) {
            return TransferRefusal.PAYMENT_REQUEST_EXPIRED;
        }
        if (standing == null) {
            return null;
        }
        return switch (standing) {
            case CONSUMED -> TransferRefusal.PAYMENT_REQUEST_CONSUMED;
            case ORDER_ALREADY_PAID -> TransferRefusal.ORDER_ALREADY_PAID;
            case OPEN -> null;
        };
    }

    private @Nullable TransferRefusal decide(
            TransferApplication application,
            @Nullable Permission permission,
            Map<String, LedgerAccount> accounts,
            boolean overLimit) {
        LedgerAccount payee = permission != null && permission.payee()
                ? accounts.get(application.creditor().account())
                : null;
        LedgerAccount payer =
                permission != null && permission.payer() ? accounts.get(application.payerAccount()) : null;
        if (!bic.equals(application.creditor().agent()) || payee == null || payee.state() != AccountState.OPEN) {
            return TransferRefusal.PAYEE_NOT_PERMITTED;
        }
        if (payer == null || payer.state() != AccountState.OPEN || payer.id() == payee.id()) {
            return TransferRefusal.ACCOUNT_NOT_USABLE;
        }
        String currency = application.instructedAmount().currencyCode();
        if (!payee.currency().equals(currency) || !payer.currency().equals(currency)) {
            return TransferRefusal.CURRENCY_MISMATCH;
        }
        long amountMinor = application.instructedAmount().amountMinor();
        if (amountMinor <= 0 || amountMinor > Posting.AMOUNT_MINOR_MAX) {
            return TransferRefusal.AMOUNT_NOT_PERMITTED;
        }
        if (overLimit) {
            return TransferRefusal.AMOUNT_OVER_LIMIT;
        }
        return amountMinor > payer.availableMinor() ? TransferRefusal.BALANCE_INSUFFICIENT : null;
    }

    /** How the ledger's refusal to reserve is told to the customer. */
    static TransferRefusal of(DeclineReason reason) {
        return switch (reason) {
            case BALANCE_INSUFFICIENT -> TransferRefusal.BALANCE_INSUFFICIENT;
            case AMOUNT_NOT_POSITIVE, AMOUNT_TOO_LARGE, RESERVATIONS_TOO_LARGE -> TransferRefusal.AMOUNT_NOT_PERMITTED;
            case TRANSFER_LIMIT_EXCEEDED, DAY_LIMIT_EXCEEDED -> TransferRefusal.AMOUNT_OVER_LIMIT;
            case CURRENCY_MISMATCH -> TransferRefusal.CURRENCY_MISMATCH;
            case SAME_ACCOUNT, DEBIT_ACCOUNT_UNKNOWN, DEBIT_ACCOUNT_CLOSED, DEBIT_ACCOUNT_BLOCKED ->
                TransferRefusal.ACCOUNT_NOT_USABLE;
            case CREDIT_ACCOUNT_UNKNOWN, CREDIT_ACCOUNT_CLOSED, BALANCE_TOO_LARGE ->
                TransferRefusal.PAYEE_NOT_PERMITTED;
            case TRANSFER_ID_REUSED, TRANSFER_UNKNOWN, TRANSFER_VOIDED, TRANSFER_POSTED ->
                TransferRefusal.TRANSFER_ALTERED;
        };
    }

    private static Integer[] places(List<TransferApplication> applications) {
        return IntStream.range(0, applications.size()).boxed().toArray(Integer[]::new);
    }

    private static String[] strings(
            List<TransferApplication> applications, Function<TransferApplication, String> column) {
        return applications.stream().map(column).toArray(String[]::new);
    }
}
