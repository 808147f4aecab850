package dev.furikomi.bank.merchant;

import com.nimbusds.jose.jwk.ECKey;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.MapKeyColumn;
import java.text.ParseException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** A row of the merchant registry with what hangs on it. */
@Entity
class Merchant {

    @Id
    String id = "";

    String name = "";

    @ElementCollection(fetch = FetchType.EAGER)
    @CollectionTable(name = "merchant_key", joinColumns = @JoinColumn(name = "merchant_id"))
    @MapKeyColumn(name = "key_id")
    @Column(name = "jwk")
    Map<String, String> keys = new HashMap<>();

    @ElementCollection(fetch = FetchType.EAGER)
    @CollectionTable(name = "merchant_payee_account", joinColumns = @JoinColumn(name = "merchant_id"))
    @Column(name = "account_number")
    Set<String> payeeAccounts = new HashSet<>();

    @ElementCollection(fetch = FetchType.EAGER)
    @CollectionTable(name = "merchant_return_origin", joinColumns = @JoinColumn(name = "merchant_id"))
    @Column(name = "origin")
    Set<String> returnOrigins = new HashSet<>();

    static ECKey key(String jwk) {
        try {
            return ECKey.parse(jwk);
        } catch (ParseException bug) {
            throw new IllegalStateException("A registered key cannot be read.", bug);
        }
    }
}
