package dev.furikomi.reliable;

import io.smallrye.mutiny.Uni;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/** Claims the ids of many events in one statement; whoever comes second to one of them waits, and does not get it. */
final class InboxClaims {

    private static final String CLAIM = """
            insert into inbox_event (consumer, event_id)
            select :consumer, cast(claimed as uuid)
              from unnest(string_to_array(:ids, ',')) as claimed
            on conflict do nothing
            returning event_id""";

    private InboxClaims() {}

    /** The ids that had not taken effect before; in one order for all, so that two batches do not wait crosswise. */
    static Uni<Set<UUID>> claim(Mutiny.Session session, String consumer, List<UUID> ids) {
        String sorted = ids.stream().map(UUID::toString).sorted().collect(Collectors.joining(","));
        return session.createNativeQuery(CLAIM, UUID.class)
                .setParameter("consumer", consumer)
                .setParameter("ids", sorted)
                .getResultList()
                .map(HashSet::new);
    }
}
