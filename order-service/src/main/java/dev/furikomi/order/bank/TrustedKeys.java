package dev.furikomi.order.bank;

import dev.furikomi.order.MerchantConfig;
import dev.furikomi.reliable.EventKeys;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.interfaces.ECPublicKey;
import java.util.Optional;

/** Whose signature counts for which source: banks by the signed bank list, the catalogue by its configured key. */
@ApplicationScoped
class TrustedKeys implements EventKeys {

    private static final String BANKS = "/banks/";

    private final MerchantConfig merchant;
    private final TrustFiles files;

    TrustedKeys(MerchantConfig merchant, TrustFiles files) {
        this.merchant = merchant;
        this.files = files;
    }

    @Override
    public Optional<ECPublicKey> find(String source, String keyId) {
        return lookUp(source, keyId).or(() -> {
            // A bank may have changed its key a moment ago.
            files.reload();
            return lookUp(source, keyId);
        });
    }

    private Optional<ECPublicKey> lookUp(String source, String keyId) {
        if (source.equals("/merchants/" + merchant.id() + "/catalogue")) {
            return Optional.ofNullable(files.catalogueKeys().get(keyId));
        }
        return source.startsWith(BANKS)
                ? files.bankList().find(source.substring(BANKS.length())).map(bank -> bank.eventKeys()
                        .get(keyId))
                : Optional.empty();
    }
}
