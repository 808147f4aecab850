package dev.furikomi.bank.window;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.furikomi.card.token.CardPolicy;
import dev.furikomi.events.Money;
import dev.furikomi.events.Party;
import dev.furikomi.events.Procedure;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How a window is written into and read from its row. */
final class WindowRows {

    /**
     * Named one by one: prepared statements with a star fail on connections that live when a newer release adds a column.
     */
    static final String COLUMNS = """
            id, transfer_id, cookie_sha256, status, closed_because, attempts_left, procedure, merchant,
            merchant_name, request_id, order_number, creditor_name, creditor_agent, creditor_account, currency,
            amount_minor, request_expires_at, return_url, opened_at, active_at, timeline, session_id,
            session_request, session_policy, session_nonce, session_key_sealed, session_expires_at,
            session_proved, card_id, customer_id, payer_account, secret_sha256, proof_sha256""";

    static final String INSERT = """
            insert into transfer_window (id, status, closed_because, attempts_left, active_at, timeline,
                session_id, session_request, session_nonce, session_key_sealed, session_expires_at, session_proved,
                card_id, customer_id, payer_account, secret_sha256, session_policy, proof_sha256,
                transfer_id, cookie_sha256, procedure, opened_at, merchant, merchant_name, request_id, order_number,
                creditor_name, creditor_agent, creditor_account, currency, amount_minor, request_expires_at, return_url)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16,
                $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33)""";

    /** What the merchant asked for and whose window it is never change. */
    static final String UPDATE = """
            update transfer_window set status = $2, closed_because = $3, attempts_left = $4, active_at = $5,
                timeline = $6, session_id = $7, session_request = $8, session_nonce = $9, session_key_sealed = $10,
                session_expires_at = $11, session_proved = $12, card_id = $13, customer_id = $14, payer_account = $15,
                secret_sha256 = $16, session_policy = $17, proof_sha256 = $18
            where id = $1""";

    /** What acceptance and settlement change, for any number of windows: the session's key goes with the acceptance. */
    static final String PROGRESS = """
            update transfer_window w set status = moved.status, closed_because = moved.closed_because,
                active_at = moved.active_at, timeline = moved.timeline, session_key_sealed = null
              from unnest($1::uuid[], $2::text[], $3::text[], $4::timestamptz[], $5::text[])
                   as moved (id, status, closed_because, active_at, timeline)
             where w.id = moved.id""";

    /** A step within the same bridge session leaves the session's large columns alone. */
    private static final String UPDATE_STEP = """
            update transfer_window set status = $2, attempts_left = $3, active_at = $4, timeline = $5,
                session_proved = $6, card_id = $7, customer_id = $8, payer_account = $9, secret_sha256 = $10,
                proof_sha256 = $11
            where id = $1""";

    /** The row is still as it was seen: each move changes one of these, or nothing that a decision looks at. */
    private static final String UNCHANGED =
            " and status = $%d and active_at = $%d and session_id is not distinct from $%d and session_proved = $%d";

    static final String UPDATE_STEP_UNCHANGED = UPDATE_STEP + UNCHANGED.formatted(12, 13, 14, 15);
    static final String UPDATE_UNCHANGED = UPDATE + UNCHANGED.formatted(19, 20, 21, 22);

    private static final ObjectMapper JSON =
            JsonMapper.builder().addModule(new JavaTimeModule()).build();
    private static final TypeReference<List<TimelineEntry>> TIMELINE = new TypeReference<>() {};

    private WindowRows() {}

    static Tuple insertion(Window window) {
        Terms terms = window.terms();
        Party creditor = terms.creditor();
        return update(window)
                .addUUID(window.transferId())
                .addBuffer(window.cookieSha256())
                .addString(window.procedure().name())
                .addOffsetDateTime(utc(window.openedAt()))
                .addString(terms.merchant())
                .addString(terms.merchantName())
                .addString(terms.requestId())
                .addString(terms.orderNumber())
                .addString(creditor.name())
                .addString(creditor.agent())
                .addString(creditor.account())
                .addString(terms.instructedAmount().currencyCode())
                .addLong(terms.instructedAmount().amountMinor())
                .addOffsetDateTime(utc(terms.expiresAt()))
                .addString(terms.returnUrl());
    }

    static Tuple update(Window window) {
        BridgeSession session = window.session();
        Payer payer = window.payer();
        WindowReason reason = window.closedBecause();
        return Tuple.tuple()
                .addUUID(window.id())
                .addString(window.status().name())
                .addString(reason == null ? null : reason.getCode())
                .addInteger(window.attemptsLeft())
                .addOffsetDateTime(utc(window.activeAt()))
                .addString(write(window.timeline()))
                .addString(session == null ? null : session.sid())
                .addString(session == null ? null : session.request())
                .addValue(column(session == null ? null : session.nonce()))
                .addValue(column(session == null ? null : session.sealedKey()))
                .addOffsetDateTime(session == null ? null : utc(session.expiresAt()))
                .addBoolean(session != null && session.proved())
                .addString(payer == null ? null : payer.cardId())
                .addString(payer == null ? null : payer.customerId())
                .addString(payer == null ? null : payer.account())
                .addValue(column(payer == null ? null : payer.secretSha256()))
                .addString(session == null ? null : session.policy().wireName())
                .addValue(column(payer == null ? null : payer.proofSha256()));
    }

    /** The parameters of {@link #PROGRESS}. */
    static Tuple progress(List<Window> windows) {
        return Tuple.tuple()
                .addArrayOfUUID(windows.stream().map(Window::id).toArray(UUID[]::new))
                .addArrayOfString(
                        windows.stream().map(window -> window.status().name()).toArray(String[]::new))
                .addArrayOfString(windows.stream()
                        .map(Window::closedBecause)
                        .map(reason -> reason == null ? null : reason.getCode())
                        .toArray(String[]::new))
                .addArrayOfOffsetDateTime(
                        windows.stream().map(window -> utc(window.activeAt())).toArray(OffsetDateTime[]::new))
                .addArrayOfString(
                        windows.stream().map(window -> write(window.timeline())).toArray(String[]::new));
    }

    static Tuple updateUnchanged(Window seen, Window next) {
        return unchanged(update(next), seen);
    }

    static Tuple updateStepUnchanged(Window seen, Window next) {
        Payer payer = next.payer();
        return unchanged(
                Tuple.tuple()
                        .addUUID(next.id())
                        .addString(next.status().name())
                        .addInteger(next.attemptsLeft())
                        .addOffsetDateTime(utc(next.activeAt()))
                        .addString(write(next.timeline()))
                        .addBoolean(next.requireSession().proved())
                        .addString(payer == null ? null : payer.cardId())
                        .addString(payer == null ? null : payer.customerId())
                        .addString(payer == null ? null : payer.account())
                        .addValue(column(payer == null ? null : payer.secretSha256()))
                        .addValue(column(payer == null ? null : payer.proofSha256())),
                seen);
    }

    private static Tuple unchanged(Tuple update, Window seen) {
        BridgeSession session = seen.session();
        return update.addString(seen.status().name())
                .addOffsetDateTime(utc(seen.activeAt()))
                .addString(session == null ? null : session.sid())
                .addBoolean(session != null && session.proved());
    }

    static Window read(Row row) {
        String reason = row.getString("closed_because");
        return new Window(
                row.getUUID("id"),
                row.getUUID("transfer_id"),
                row.getBuffer("cookie_sha256"),
                WindowStatus.valueOf(row.getString("status")),
                reason == null ? null : WindowReason.of(reason).orElseThrow(),
                row.getInteger("attempts_left"),
                Procedure.valueOf(row.getString("procedure")),
                readTerms(row),
                instant(row, "opened_at"),
                instant(row, "active_at"),
                readTimeline(row.getString("timeline")),
                readSession(row),
                readPayer(row));
    }

    private static Terms readTerms(Row row) {
        return new Terms(
                row.getString("merchant"),
                row.getString("merchant_name"),
                row.getString("request_id"),
                row.getString("order_number"),
                new Party(
                        row.getString("creditor_name"),
                        row.getString("creditor_agent"),
                        row.getString("creditor_account")),
                Money.ofMinor(row.getLong("amount_minor"), row.getString("currency")),
                instant(row, "request_expires_at"),
                row.getString("return_url"));
    }

    private static @Nullable BridgeSession readSession(Row row) {
        String sid = row.getString("session_id");
        return sid == null
                ? null
                : new BridgeSession(
                        sid,
                        row.getString("session_request"),
                        CardPolicy.ofWireName(row.getString("session_policy")).orElseThrow(),
                        row.getBuffer("session_nonce"),
                        row.getBuffer("session_key_sealed"),
                        instant(row, "session_expires_at"),
                        row.getBoolean("session_proved"));
    }

    private static @Nullable Payer readPayer(Row row) {
        String cardId = row.getString("card_id");
        Buffer secretSha256 = row.getBuffer("secret_sha256");
        return cardId == null
                ? null
                : new Payer(
                        cardId,
                        row.getString("customer_id"),
                        row.getString("payer_account"),
                        secretSha256,
                        row.getBuffer("proof_sha256"));
    }

    private static String write(List<TimelineEntry> timeline) {
        try {
            return JSON.writeValueAsString(timeline);
        } catch (JsonProcessingException bug) {
            throw new IllegalStateException(bug);
        }
    }

    private static List<TimelineEntry> readTimeline(String timeline) {
        try {
            return JSON.readValue(timeline, TIMELINE);
        } catch (JsonProcessingException bug) {
            throw new IllegalStateException(bug);
        }
    }

    /** {@code Tuple.addBuffer} does not take null. */
    private static io.vertx.core.buffer.@Nullable Buffer column(@Nullable Buffer value) {
        return value == null ? null : value.getDelegate();
    }

    private static Instant instant(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
