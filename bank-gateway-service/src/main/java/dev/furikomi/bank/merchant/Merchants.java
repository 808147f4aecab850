package dev.furikomi.bank.merchant;

import com.nimbusds.jose.jwk.ECKey;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The merchant registry. */
@ApplicationScoped
public class Merchants implements PanacheRepositoryBase<Merchant, String> {

    /** The registered merchant, if there is one ({@code merchant-unknown} otherwise). */
    public Uni<Optional<RegisteredMerchant>> find(String merchantId) {
        return Panache.withSession(() -> findById(merchantId))
                .map(merchant -> Optional.ofNullable(merchant).map(Merchant::registered));
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
