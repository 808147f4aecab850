package dev.furikomi.bank.card;

import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a card with its keys, one row for each key. */
final class CardRows {

    private CardRows() {}

    static Optional<RegisteredCard> registered(RowSet<Row> rows) {
        List<RegisteredKey> keys = new ArrayList<>();
        Row card = null;
        for (Row row : rows) {
            card = row;
            String keyId = row.getString("key_id");
            if (keyId != null) {
                keys.add(new RegisteredKey(
                        keyId,
                        Card.slot(row.getString("slot")),
                        Card.x509(row.getBuffer("certificate").getBytes())));
            }
        }
        return card == null
                ? Optional.empty()
                : Optional.of(new RegisteredCard(
                        card.getString("id"),
                        card.getString("account_reference"),
                        card.getBoolean("personalised_elsewhere"),
                        Card.BLOCKED.equals(card.getString("state")),
                        card.getInteger("attempts_left"),
                        keys));
    }
}
