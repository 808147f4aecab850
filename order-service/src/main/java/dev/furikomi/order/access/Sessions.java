package dev.furikomi.order.access;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The cookie sessions of shoppers and staff; the tables hold hashes only. */
@ApplicationScoped
class Sessions {

    private static final String IS_VALID =
            "select count(*) from browser_session where cookie_sha256 = :cookie and expires_at > :now";
    private static final String CREATE =
            "insert into browser_session (cookie_sha256, created_at, expires_at) values (:cookie, :now, :until)";
    private static final String GRANT =
            "insert into order_access (cookie_sha256, order_number, granted_at) values (:cookie, :number, :now) "
                    + "on conflict do nothing";
    /**
     * One row when the browser may see the order; using the grant for the first time is marked in the same statement.
     * False when somebody else changed the grant in this moment: used it as well, or withdrew it.
     */
    private static final String USE = """
            with granted as (
                select a.used_at from order_access a join browser_session s using (cookie_sha256)
                 where a.cookie_sha256 = :cookie and a.order_number = :number and s.expires_at > :now),
            marked as (
                update order_access set used_at = :now
                 where cookie_sha256 = :cookie and order_number = :number and used_at is null
                   and exists (select from granted)
                returning used_at)
            select used_at is not null or exists (select from marked) from granted""";

    /** Locks the grants first: whoever uses one at this moment has done so before, or finds it gone. */
    private static final String IS_USED_BY_ANY = """
            select count(*) from (select used_at from order_access where order_number = :number for update) granted
             where used_at is not null""";

    private static final String WITHDRAW = "delete from order_access where order_number = :number and used_at is null";
    private static final String CREATE_STAFF =
            "insert into staff_session (cookie_sha256, created_at, expires_at) values (:cookie, :now, :until)";
    private static final String IS_STAFF =
            "select count(*) from staff_session where cookie_sha256 = :cookie and expires_at > :now";

    private final AccessConfig config;
    private final Clock clock;

    Sessions(AccessConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
    }

    /** Lets a browser see an order; answers the cookie, a new one when the browser brought none that is valid. */
    Uni<String> grant(Mutiny.Session session, @Nullable String cookie, String orderNumber) {
        return keepOrCreate(session, cookie).chain(kept -> session.createNativeQuery(GRANT)
                .setParameter("cookie", Secrets.sha256(kept))
                .setParameter("number", orderNumber)
                .setParameter("now", now())
                .executeUpdate()
                .replaceWith(kept));
    }

    /** Whether this browser was granted the order; showing the cookie is what ends the token's second chance. */
    Uni<Boolean> maySee(@Nullable String cookie, String orderNumber) {
        if (cookie == null) {
            return Uni.createFrom().item(false);
        }
        return Panache.withSession(
                        () -> Panache.getSession().chain(session -> session.createNativeQuery(USE, Boolean.class)
                                .setParameter("cookie", Secrets.sha256(cookie))
                                .setParameter("number", orderNumber)
                                .setParameter("now", now())
                                .getSingleResultOrNull()))
                .chain(settled -> settled == null || settled
                        ? Uni.createFrom().item(settled != null)
                        : maySee(cookie, orderNumber));
    }

    /** Takes an unused grant of the order back; false when there is none, or a browser has used one already. */
    Uni<Boolean> withdrawUnused(Mutiny.Session session, String orderNumber) {
        return session.createNativeQuery(IS_USED_BY_ANY, Long.class)
                .setParameter("number", orderNumber)
                .getSingleResult()
                .chain(used -> used > 0
                        ? Uni.createFrom().item(false)
                        : session.createNativeQuery(WITHDRAW)
                                .setParameter("number", orderNumber)
                                .executeUpdate()
                                .map(withdrawn -> withdrawn > 0));
    }

    Uni<String> createStaff() {
        String cookie = Secrets.newToken();
        return Panache.withTransaction(
                () -> Panache.getSession().chain(session -> session.createNativeQuery(CREATE_STAFF)
                        .setParameter("cookie", Secrets.sha256(cookie))
                        .setParameter("now", now())
                        .setParameter("until", now().plus(config.staff().sessionLifetime()))
                        .executeUpdate()
                        .replaceWith(cookie)));
    }

    Uni<Boolean> isStaff(@Nullable String cookie) {
        return cookie == null
                ? Uni.createFrom().item(false)
                : Panache.withSession(
                        () -> Panache.getSession().chain(session -> isPresent(session, IS_STAFF, cookie)));
    }

    Uni<Void> endStaff(String cookie) {
        return Panache.withTransaction(() -> Panache.getSession()
                .chain(session -> session.createNativeQuery("delete from staff_session where cookie_sha256 = :cookie")
                        .setParameter("cookie", Secrets.sha256(cookie))
                        .executeUpdate()
                        .replaceWithVoid()));
    }

    @Scheduled(every = "1h", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> forgetExpired() {
        return Panache.withTransaction(() -> Panache.getSession()
                .chain(session -> session.createNativeQuery("delete from browser_session where expires_at <= :now")
                        .setParameter("now", now())
                        .executeUpdate()
                        .chain(() -> session.createNativeQuery("delete from staff_session where expires_at <= :now")
                                .setParameter("now", now())
                                .executeUpdate())
                        .replaceWithVoid()));
    }

    private Uni<String> keepOrCreate(Mutiny.Session session, @Nullable String cookie) {
        return cookie == null
                ? create(session)
                : isPresent(session, IS_VALID, cookie)
                        .chain(valid -> valid ? Uni.createFrom().item(cookie) : create(session));
    }

    private Uni<String> create(Mutiny.Session session) {
        String cookie = Secrets.newToken();
        return session.createNativeQuery(CREATE)
                .setParameter("cookie", Secrets.sha256(cookie))
                .setParameter("now", now())
                .setParameter("until", now().plus(config.sessions().lifetime()))
                .executeUpdate()
                .replaceWith(cookie);
    }

    private Uni<Boolean> isPresent(Mutiny.Session session, String query, String cookie) {
        return session.createNativeQuery(query, Long.class)
                .setParameter("cookie", Secrets.sha256(cookie))
                .setParameter("now", now())
                .getSingleResult()
                .map(count -> count > 0);
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
