package dev.furikomi.quickstart.card;

import dev.furikomi.card.certificate.CardCertificate;
import dev.furikomi.card.certificate.MalformedCertificateException;
import dev.furikomi.card.issuing.KeyFiles;
import dev.furikomi.card.piv.PivSlot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Registers a card that exists already for an account of the bank. */
@Command(
        name = "import",
        description = {
            "Registers a card that exists already for an account of a bank: one personalised elsewhere, whose authority"
                    + " the bank takes (bank.foreign-card-authorities), or a card of the bank's own that its register lacks.",
            "The certificates come from PEM files, or from the card itself."
        },
        footer = {
            "",
            "Examples:",
            "  ./furikomi card import --bank minato --account 2000001 --certificate 9E=card.pem",
            "  ./furikomi card import --bank minato --account 2000001 --reader Gemalto --slots 9A,9C"
        })
final class ImportCommand implements Callable<Integer> {
    private static final int FILE_LENGTH_MAX = 10_000;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "CARD", description = "a software card's file, or its name in the drawer")
    private @Nullable String card;

    @Mixin
    private BankOptions banks = new BankOptions();

    @Mixin
    private CardChoice choice = new CardChoice();

    @Option(names = "--account", paramLabel = "NUMBER", required = true, description = "the account to pay from")
    private String account = "";

    @Option(
            names = "--certificate",
            paramLabel = "[SLOT=]FILE",
            description = "a certificate of the card in PEM, of slot 9E unless another is named; may be repeated")
    private List<String> certificates = List.of();

    @Option(
            names = "--slots",
            split = ",",
            paramLabel = "SLOT",
            description = "which of the card's certificates to take (default: all of 9E, 9A, 9C)")
    private List<String> slots = List.of();

    @Option(names = "--move", description = "take the card from another account that it pays from now")
    private boolean move;

    @Override
    public Integer call() {
        CommandSpec own = Objects.requireNonNull(spec);
        String number = Account.number(own, account);
        Map<PivSlot, X509Certificate> read = certificates.isEmpty() ? ofTheCard() : ofFiles();
        if (read.isEmpty()) {
            throw new CardRefusedException("no-certificate", "there is no certificate to import");
        }
        OperatorBank bank = banks.bank(Secrets.ofThisProcess());
        Account holder = Account.of(bank, number);
        Registration registration = Registration.of(bank, read);
        register(bank, registration, read, holder);
        Printed.on(
                own,
                bank.name() + " takes card " + registration.cardId() + " for account " + number + " (" + holder.holder()
                        + "), slots "
                        + String.join(", ", registration.certificates().keySet()) + ".");
        return 0;
    }

    /** The bank says whose card it is; one of its own names its account by the reference that it carries. */
    private void register(
            OperatorBank bank, Registration registration, Map<PivSlot, X509Certificate> read, Account holder) {
        boolean isKnown = registration.isKnown();
        try {
            registration.registerFor(holder.number(), move);
        } catch (CardRefusedException refused) {
            if (!refused.reason().equals("account-not-expected")) {
                throw refused;
            }
            if (isKnown && !move) {
                throw new CardRefusedException(
                        "card-registered",
                        bank.name()
                                + " has this card of its own already; it names its account itself; --move moves it");
            }
            // First, or the card would pay from the account that its reference stood for.
            Registration.point(bank, reference(read), holder.number(), move);
            registration.register();
        }
    }

    private static String reference(Map<PivSlot, X509Certificate> read) {
        return read.values().stream()
                .findFirst()
                .flatMap(CardCertificate::unverified)
                .map(CardCertificate::accountReference)
                .orElseThrow();
    }

    private Map<PivSlot, X509Certificate> ofTheCard() {
        Map<PivSlot, X509Certificate> read =
                choice.choose(card, banks.quickstart()).use(Survey::certificates);
        if (!slots.isEmpty()) {
            read.keySet().retainAll(slots.stream().map(this::slot).toList());
        }
        return read;
    }

    private Map<PivSlot, X509Certificate> ofFiles() {
        if (card != null || choice.isReader() || !slots.isEmpty()) {
            throw misuse("--certificate stands without a card and without --slots");
        }
        Map<PivSlot, X509Certificate> read = new EnumMap<>(PivSlot.class);
        for (String given : certificates) {
            int equals = given.indexOf('=');
            PivSlot slot = equals < 0 ? PivSlot.CARD_AUTHENTICATION : slot(given.substring(0, equals));
            if (read.put(slot, certificate(Path.of(given.substring(equals + 1)))) != null) {
                throw misuse("slot " + slot.hex() + " is named twice");
            }
        }
        return read;
    }

    private static X509Certificate certificate(Path file) {
        try {
            if (Files.size(file) <= FILE_LENGTH_MAX) {
                return KeyFiles.certificate(Files.readString(file, StandardCharsets.US_ASCII));
            }
        } catch (IOException e) {
            throw new CardRefusedException("certificate-unreadable", file + " cannot be read", e);
        } catch (MalformedCertificateException e) {
            // Said below.
        }
        throw new CardRefusedException("certificate-invalid", file + " is not one certificate in PEM");
    }

    private PivSlot slot(String hex) {
        Optional<PivSlot> named =
                hex.matches("9[ACEace]") ? PivSlot.ofKeyReference(Integer.parseInt(hex, 16)) : Optional.empty();
        return named.orElseThrow(() -> misuse("a slot is 9E, 9A or 9C, not " + hex));
    }

    private ParameterException misuse(String message) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
    }
}
