package dev.furikomi.bank.card;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;

/** A row of the card registry. State and attempts are written by {@link Cards}' statements only. */
@Entity
class Card {

    static final String BLOCKED = "blocked";

    @Id
    String id = "";

    byte[] certificate = {};

    @Column(name = "account_reference")
    String accountReference = "";

    @Column(insertable = false, updatable = false)
    String state = "active";

    RegisteredCard registered() {
        return new RegisteredCard(id, x509(), accountReference, BLOCKED.equals(state));
    }

    private X509Certificate x509() {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(certificate));
        } catch (CertificateException bug) {
            throw new IllegalStateException("A registered certificate cannot be read.", bug);
        }
    }
}
