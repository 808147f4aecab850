package dev.furikomi.card.issuing;

import com.nimbusds.jose.jwk.ECKey;
import dev.furikomi.card.jose.SigningKeys;
import dev.furikomi.card.trust.Bank;
import dev.furikomi.card.trust.BankList;
import dev.furikomi.card.trust.Environment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A scheme and its root key, which signs the bank list. The root's public key is what bridge and merchants are configured with. */
public record Scheme(String name, Environment environment, ECKey root) {

    /** Makes a scheme with a new root key. */
    public static Scheme create(String name, Environment environment) {
        return new Scheme(name, environment, SigningKeys.generate());
    }

    /** A scheme whose root key was kept with {@link #writeRoot}. */
    public static Scheme read(String name, Environment environment, Path rootKeyFile) throws IOException {
        return new Scheme(name, environment, KeyFiles.readPrivateKey(rootKeyFile));
    }

    public void writeRoot(Path rootKeyFile) throws IOException {
        KeyFiles.writePrivateKey(rootKeyFile, root);
    }

    /** The public JWK against which everyone checks the bank list. */
    public ECKey publicRoot() {
        return root.toPublicJWK();
    }

    /** Signs the list of banks: the compact JWS that {@link BankList#verify} takes. */
    public String signBankList(List<Bank> banks, Validity validity) {
        return new BankList(name, environment, validity.from(), validity.to(), banks).sign(root);
    }

    /** The name only. */
    @Override
    public String toString() {
        return "Scheme[" + name + "]";
    }
}
