package dev.furikomi.bank.merchant;

import com.nimbusds.jose.jwk.ECKey;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The merchant registry. */
@ApplicationScoped
public class Merchants implements PanacheRepositoryBase<Merchant, String> {

    private static final String FIND = """
            select m.id, m.name,
                   array(select k.jwk from merchant_key k where k.merchant_id = m.id) as keys,
                   array(select p.account_number from merchant_payee_account p where p.merchant_id = m.id
                          order by 1) as payee_accounts,
                   array(select o.origin from merchant_return_origin o where o.merchant_id = m.id
                          order by 1) as return_origins
              from merchant m where m.id = $1""";

    private final Pool pool;

    Merchants(Pool pool) {
        this.pool = pool;
    }

    /** The registered merchant, if there is one ({@code merchant-unknown} otherwise). */
    public Uni<Optional<RegisteredMerchant>> find(String merchantId) {
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(merchantId))
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(registered(rows.iterator().next())));
    }

    private static RegisteredMerchant registered(Row row) {
        return new RegisteredMerchant(
                row.getString("id"),
                row.getString("name"),
                Arrays.stream(row.getArrayOfStrings("keys")).map(Merchant::key).toList(),
                List.of(row.getArrayOfStrings("payee_accounts")),
                List.of(row.getArrayOfStrings("return_origins")));
    }

    /** Registers a merchant, or replaces what is registered. */
    public Uni<Void> register(RegisteredMerchant registration) {
        return Panache.withTransaction(() -> findById(registration.id()).chain(existing -> {
                    Merchant merchant = existing == null ? new Merchant() : existing;
                    merchant.name = registration.name();
                    replace(merchant.keys, keys(registration));
                    merchant.payeeAccounts.retainAll(registration.payeeAccounts());
                    merchant.payeeAccounts.addAll(registration.payeeAccounts());
                    merchant.returnOrigins.retainAll(registration.returnOrigins());
                    merchant.returnOrigins.addAll(registration.returnOrigins());
                    if (existing != null) {
                        return Uni.createFrom().item(merchant);
                    }
                    merchant.id = registration.id();
                    return persist(merchant);
                }))
                .replaceWithVoid();
    }

    private static Map<String, String> keys(RegisteredMerchant registration) {
        return registration.keys().stream().collect(Collectors.toMap(ECKey::getKeyID, ECKey::toJSONString));
    }

    /** Leaves alone what stays, so that a repeated registration writes nothing. */
    private static void replace(Map<String, String> keys, Map<String, String> wanted) {
        keys.keySet().retainAll(wanted.keySet());
        keys.putAll(wanted);
    }
}
