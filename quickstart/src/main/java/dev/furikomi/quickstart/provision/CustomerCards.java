package dev.furikomi.quickstart.provision;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.f4b6a3.uuid.UuidCreator;
import dev.furikomi.card.certificate.CardCertificate;
import dev.furikomi.card.certificate.MalformedCertificateException;
import dev.furikomi.card.issuing.CardAuthority;
import dev.furikomi.card.issuing.KeyFiles;
import dev.furikomi.card.issuing.Validity;
import dev.furikomi.card.piv.PivSlot;
import dev.furikomi.card.software.SoftwareCardFile;
import dev.furikomi.quickstart.embedded.OwnerOnly;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The customers' software cards in their drawer, and beside them what the bank has to know of each. */
final class CustomerCards {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIFETIME = Duration.ofDays(3 * 365);

    private final Path drawer;
    private final Path registrations;

    CustomerCards(Path drawer, Path registrations) {
        this.drawer = drawer;
        this.registrations = registrations;
    }

    Path drawer() {
        return drawer;
    }

    /** The file of the customer's card. */
    Path file(DemoCustomer customer) {
        return drawer.resolve(customer.card() + SoftwareCardFile.SUFFIX);
    }

    /** Issues the cards of the bank's customers that do not exist yet, and the keys that older ones lack. */
    void issue(DemoBank bank, CardAuthority authority) {
        Arrays.stream(DemoCustomer.values())
                .filter(customer -> customer.bank() == bank)
                .forEach(customer -> issue(customer, authority));
    }

    private void issue(DemoCustomer customer, CardAuthority authority) {
        try {
            if (!Files.exists(registration(customer))) {
                // A card without its registration was left by a start that was interrupted.
                Files.deleteIfExists(file(customer));
                SoftwareCardFile.create(file(customer), customer.label(), DemoCustomer.PIN);
                String reference = "r-" + StaffTokens.random().substring(0, 20);
                register(
                        customer,
                        certify(customer, authority, reference),
                        reference,
                        UuidCreator.getTimeOrderedEpoch().toString());
            } else if (issued(customer).certificates() == null) {
                IssuedCard before = issued(customer);
                register(
                        customer,
                        certify(customer, authority, before.reference()),
                        before.reference(),
                        before.depositId());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes what the card lacks; 9A and 9C serve only at a bank with the PIN policy, and are there for its day. */
    private Map<String, String> certify(DemoCustomer customer, CardAuthority authority, String reference)
            throws IOException {
        SoftwareCardFile card = SoftwareCardFile.open(file(customer));
        Map<String, String> certificates = new TreeMap<>();
        for (PivSlot slot : PivSlot.values()) {
            Optional<byte[]> existing = card.certificate(slot);
            certificates.put(
                    slot.hex(),
                    KeyFiles.pem(
                            existing.isPresent()
                                    ? x509(existing.get())
                                    : certified(card, slot, customer, authority, reference)));
        }
        return certificates;
    }

    private static X509Certificate certified(
            SoftwareCardFile card, PivSlot slot, DemoCustomer customer, CardAuthority authority, String reference)
            throws IOException {
        Optional<PublicKey> existing = card.publicKey(slot);
        PublicKey key = existing.isPresent() ? existing.get() : card.generateKey(slot);
        CardCertificate certificate = authority.issue(key, slot, reference, validity(customer));
        card.storeCertificate(slot, certificate);
        return certificate.certificate();
    }

    private static X509Certificate x509(byte[] der) throws IOException {
        try {
            return CardCertificate.x509(der);
        } catch (MalformedCertificateException e) {
            throw new IOException("A demo card's certificate cannot be read.", e);
        }
    }

    private void register(DemoCustomer customer, Map<String, String> certificates, String reference, String depositId)
            throws IOException {
        String cardId = SoftwareCardFile.open(file(customer))
                .publicKey(PivSlot.CARD_AUTHENTICATION)
                .map(CardCertificate::spkiSha256)
                .orElseThrow();
        OwnerOnly.write(
                registration(customer),
                JSON.writeValueAsString(new IssuedCard(reference, cardId, certificates, depositId)));
    }

    private static Validity validity(DemoCustomer customer) {
        Instant now = Instant.now();
        return customer.kind() == DemoCustomer.CardKind.EXPIRED
                ? new Validity(now.minus(LIFETIME), now.minus(Duration.ofDays(1)))
                : new Validity(now.minus(Duration.ofHours(1)), now.plus(LIFETIME));
    }

    /** What was issued to the customer. */
    IssuedCard issued(DemoCustomer customer) {
        try {
            return JSON.readValue(registration(customer).toFile(), IssuedCard.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path registration(DemoCustomer customer) {
        return registrations.resolve(customer.card() + ".registration.json");
    }
}
