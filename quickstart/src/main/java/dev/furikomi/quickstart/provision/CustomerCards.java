package dev.furikomi.quickstart.provision;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.f4b6a3.uuid.UuidCreator;
import dev.furikomi.card.certificate.CardCertificate;
import dev.furikomi.card.issuing.CardAuthority;
import dev.furikomi.card.issuing.CardIssuer;
import dev.furikomi.card.issuing.KeyFiles;
import dev.furikomi.card.issuing.Validity;
import dev.furikomi.card.software.SoftwareCardFile;
import dev.furikomi.quickstart.embedded.OwnerOnly;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

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

    /** Issues the cards of the bank's customers that do not exist yet. */
    void issue(DemoBank bank, CardAuthority authority) {
        Arrays.stream(DemoCustomer.values())
                .filter(customer -> customer.bank() == bank)
                .filter(customer -> !Files.exists(registration(customer)))
                .forEach(customer -> issue(customer, authority));
    }

    private void issue(DemoCustomer customer, CardAuthority authority) {
        try {
            // A card without its registration was left by a start that was interrupted.
            Files.deleteIfExists(file(customer));
            String reference = "r-" + StaffTokens.random().substring(0, 20);
            CardCertificate certificate =
                    new CardIssuer(authority).issue(file(customer), customer.label(), reference, validity(customer));
            OwnerOnly.write(
                    registration(customer),
                    JSON.writeValueAsString(new IssuedCard(
                            reference,
                            certificate.cardId(),
                            KeyFiles.pem(certificate.certificate()),
                            UuidCreator.getTimeOrderedEpoch().toString())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
