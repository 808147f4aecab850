package dev.furikomi.catalog.product;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The products on sale, read. */
@ApplicationScoped
public class Products {

    private static final String COLUMNS =
            "select id, attributes::text as attributes, on_hand, reserved, withdrawn_at is not null as withdrawn from product ";
    private static final String PAGE = COLUMNS + """
            where withdrawn_at is null
              and ($1::text is null or id > $1)
              and ($2::text is null or product_type = $2 or starts_with(product_type, $2 || ' > '))
              and search_text like all ($3::text[])
            order by id limit $4""";
    private static final String ONE = COLUMNS + "where id = $1 and withdrawn_at is null";

    /** Locks in id order, so two purchases of the same products cannot deadlock. */
    private static final String LOCKED = COLUMNS + "where id = any($1) order by id for update";

    private static final String TYPES = """
            select split_part(product_type, ' > ', 1) as type,
                   min(split_part(attributes -> 'localized' -> $1 ->> 'productType', ' > ', 1)) as localized
              from product
             where withdrawn_at is null and product_type <> ''
             group by 1 order by 1 limit 100""";

    private final Pool pool;

    Products(Pool pool) {
        this.pool = pool;
    }

    /** What a list shows. */
    public record Selection(
            @Nullable String after, @Nullable String type, String query, int limit) {}

    /** The first level of the product types, as it is filtered by and as it is shown. */
    public record ProductType(String type, String label) {}

    /** One more than the limit, when there is one more. */
    public Uni<List<Product>> page(Selection selection) {
        Tuple parameters = Tuple.of(
                storable(selection.after()),
                storable(selection.type()),
                SearchText.patterns(selection.query()).toArray(String[]::new),
                selection.limit() + 1);
        return pool.preparedQuery(PAGE).execute(parameters).map(Products::all);
    }

    public Uni<Optional<Product>> find(String id) {
        return pool.preparedQuery(ONE)
                .execute(Tuple.of(SearchText.storable(id)))
                .map(rows -> all(rows).stream().findFirst());
    }

    /** Locks these products, withdrawn ones too, until the transaction ends. */
    public Uni<List<Product>> lock(SqlConnection connection, Collection<String> ids) {
        return connection
                .preparedQuery(LOCKED)
                .execute(
                        Tuple.of((Object) ids.stream().map(SearchText::storable).toArray(String[]::new)))
                .map(Products::all);
    }

    public Uni<List<ProductType>> types(String language) {
        return pool.preparedQuery(TYPES).execute(Tuple.of(language)).map(rows -> StreamSupport.stream(
                        rows.spliterator(), false)
                .map(Products::type)
                .sorted(Comparator.comparing(ProductType::type))
                .toList());
    }

    private static @Nullable String storable(@Nullable String text) {
        return text == null ? null : SearchText.storable(text);
    }

    private static ProductType type(Row row) {
        String localized = row.getString("localized");
        String type = row.getString("type");
        return new ProductType(type, localized == null || localized.isEmpty() ? type : localized);
    }

    private static List<Product> all(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> new Product(
                        ProductJson.read(row.getString("attributes")),
                        row.getLong("on_hand"),
                        row.getLong("reserved"),
                        row.getBoolean("withdrawn")))
                .toList();
    }
}
