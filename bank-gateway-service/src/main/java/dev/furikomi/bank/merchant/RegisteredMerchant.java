package dev.furikomi.bank.merchant;

import com.nimbusds.jose.jwk.ECKey;
import java.util.List;
import java.util.Optional;

/** A merchant that may ask this bank's customers for transfers. */
public record RegisteredMerchant(
        String id, String name, List<ECKey> keys, List<String> payeeAccounts, List<String> returnOrigins) {

    /** The public key that a payment request names. */
    public Optional<ECKey> key(String keyId) {
        return keys.stream().filter(key -> keyId.equals(key.getKeyID())).findFirst();
    }
}
