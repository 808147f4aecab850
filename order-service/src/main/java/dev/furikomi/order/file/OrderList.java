package dev.furikomi.order.file;

import dev.furikomi.events.Money;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The order file and its review cases as lists, newest first, paged by key. */
@ApplicationScoped
public class OrderList {

    /**
     * A page of orders.
     *
     * @param next what to give as {@code after} for the next page; absent on the last
     */
    public record Page(List<Row> items, @Nullable String next) {}

    /** One order in the list. */
    public record Row(
            String orderNumber,
            OrderStatus status,
            Money total,
            String customerName,
            Instant placedAt,
            Instant expiresAt,
            @Nullable Instant paidAt,
            @Nullable Instant shippedAt) {}

    /** A page of review cases. */
    public record CasePage(List<CaseRow> items, @Nullable String next) {}

    /** One review case in the list. */
    public record CaseRow(
            UUID caseId,
            String orderNumber,
            UUID transferId,
            String reason,
            String bank,
            @Nullable Money instructedAmount,
            Instant openedAt) {}

    /** Reads a page key; what is none begins at the newest. */
    public static @Nullable UUID caseId(@Nullable String after) {
        try {
            return after == null ? null : UUID.fromString(after);
        } catch (IllegalArgumentException noKey) {
            return null;
        }
    }

    public Uni<Page> page(@Nullable OrderStatus status, @Nullable Long after, int limit) {
        String query = "from OrderFile where status is not null"
                + (status == null ? "" : " and status = :status")
                + (after == null ? "" : " and entry < :after")
                + " order by entry desc";
        return Panache.withSession(() -> Panache.getSession().chain(session -> {
                    var selection =
                            session.createSelectionQuery(query, OrderFile.class).setMaxResults(limit + 1);
                    if (status != null) {
                        selection.setParameter("status", status);
                    }
                    if (after != null) {
                        selection.setParameter("after", after);
                    }
                    return selection.getResultList();
                }))
                .map(files -> {
                    boolean more = files.size() > limit;
                    List<OrderFile> shown = more ? files.subList(0, limit) : files;
                    return new Page(
                            shown.stream().map(OrderList::row).toList(),
                            more ? Long.toString(shown.get(limit - 1).entry) : null);
                });
    }

    public Uni<CasePage> cases(@Nullable UUID after, int limit) {
        String query = "from ReviewCase" + (after == null ? "" : " where caseId < :after") + " order by caseId desc";
        return Panache.withSession(() -> Panache.getSession().chain(session -> {
                    var selection = session.createSelectionQuery(query, ReviewCase.class)
                            .setMaxResults(limit + 1);
                    if (after != null) {
                        selection.setParameter("after", after);
                    }
                    return selection.getResultList();
                }))
                .map(cases -> {
                    boolean more = cases.size() > limit;
                    List<ReviewCase> shown = more ? cases.subList(0, limit) : cases;
                    return new CasePage(
                            shown.stream().map(OrderList::row).toList(),
                            more ? shown.get(limit - 1).caseId.toString() : null);
                });
    }

    private static Row row(OrderFile file) {
        return new Row(
                file.orderNumber,
                file.status(),
                file.total(),
                file.customer().name(),
                file.placedAt(),
                file.expiresAt(),
                file.paidAt,
                file.shippedAt);
    }

    private static CaseRow row(ReviewCase open) {
        return new CaseRow(
                open.caseId,
                open.orderNumber,
                open.transferId,
                open.reason.wire(),
                open.bank,
                open.instructedAmount(),
                open.openedAt);
    }
}
