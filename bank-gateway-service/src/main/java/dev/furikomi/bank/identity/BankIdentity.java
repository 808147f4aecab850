package dev.furikomi.bank.identity;

import com.nimbusds.jose.jwk.ECKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.cert.X509Certificate;
import java.util.List;

/** The bank's keys and authorities, read once at start; a service that cannot read them does not start. */
@ApplicationScoped
public class BankIdentity {

    /** The private key that signs session requests. */
    public ECKey requestKey() {
        throw new UnsupportedOperationException();
    }

    /** The authorities whose cards this bank takes. */
    public List<X509Certificate> cardAuthorities() {
        throw new UnsupportedOperationException();
    }
}
