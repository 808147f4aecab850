package dev.furikomi.quickstart.card;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.furikomi.card.certificate.AccountReference;
import dev.furikomi.card.certificate.SignatureAlgorithm;
import dev.furikomi.card.issuing.Validity;
import dev.furikomi.card.token.CardPolicy;
import dev.furikomi.quickstart.provision.StaffTokens;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Makes a card for an account of a bank. */
@Command(
        name = "issue",
        description = {
            "Makes a card for an account of a bank: a software card in a file, or a PIV card (YubiKey) in a reader."
                    + " The key is made on the card and stays there; the bank's card authority certifies it,"
                    + " the certificate is written to the card and the bank is told.",
            "Nothing on a card is overwritten without --replace."
        },
        footer = {
            "",
            "Examples:",
            "  ./furikomi card issue --bank minato --account 2000001 --name taro-second --insert",
            "  ./furikomi card issue --bank minato --account 2000001 --reader Yubico --default-management-key",
            "  ./furikomi card issue --bank-url https://bank.example --token-file staff.token --card-authority ca/"
                    + " --account 4711 --policy pin --reader Yubico --set-pin"
        })
final class IssueCommand implements Callable<Integer> {
    private static final int REFERENCE_RANDOM = 20;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private BankOptions banks = new BankOptions();

    @Mixin
    private CardChoice choice = new CardChoice();

    @Mixin
    private SoftwareCardOptions software = new SoftwareCardOptions();

    @Mixin
    private PersonalOptions personal = new PersonalOptions();

    @Option(names = "--account", paramLabel = "NUMBER", required = true, description = "the account to pay from")
    private String account = "";

    @Option(
            names = "--reference",
            paramLabel = "TEXT",
            description = "the account's opaque name in the certificate (default: random); never the account number")
    private @Nullable String reference;

    @Option(
            names = "--policy",
            defaultValue = "password",
            description = "password: a key in 9E; pin: also in 9A and 9C, for banks with the PIN policy"
                    + " (default: ${DEFAULT-VALUE})")
    private CardPolicy policy = CardPolicy.PASSWORD;

    @Option(
            names = "--algorithm",
            defaultValue = "ES256",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private SignatureAlgorithm algorithm = SignatureAlgorithm.ES256;

    @Option(
            names = "--valid-days",
            paramLabel = "N",
            defaultValue = "1095",
            description = "how long the card is valid (default: ${DEFAULT-VALUE})")
    private int validDays;

    @Option(names = "--replace", description = "overwrite keys and certificates, or a card's file, that are there")
    private boolean replace;

    @Option(names = "--move", description = "take the --reference, with each card that has it, from another account")
    private boolean move;

    @Option(names = "--json", description = "print one JSON document")
    private boolean json;

    private final Secrets secrets = Secrets.ofThisProcess();

    @Override
    public Integer call() throws JsonProcessingException {
        CommandSpec own = Objects.requireNonNull(spec);
        String number = Account.number(own, account);
        if (validDays < 1 || reference != null && !AccountReference.isWellFormed(reference)) {
            throw new ParameterException(
                    own.commandLine(),
                    validDays < 1
                            ? "--valid-days is at least 1"
                            : "--reference has 1 to 64 letters, digits and . _ : -, not " + reference);
        }
        if (choice.isReader() && software.isGiven()) {
            throw new ParameterException(
                    own.commandLine(), "a card in a reader has no --file, --name, --label or --insert");
        }
        OperatorBank bank = banks.bank(secrets);
        Account holder = Account.of(bank, number);
        Issuing issuing = new Issuing(
                bank.authority(),
                Issuing.slotsOf(policy == CardPolicy.PIN),
                algorithm,
                reference == null ? "r-" + StaffTokens.random().substring(0, REFERENCE_RANDOM) : reference,
                Validity.fromNow(InstantSource.system(), Duration.ofDays(validDays)),
                replace);
        if (reference != null) {
            // Before the card is made: one that names somebody else's account is not wanted.
            Registration.point(bank, reference, holder.number(), move);
        }
        Made made = choice.isReader() ? inReader(issuing) : inFile(issuing, holder, bank);
        register(bank, holder, issuing, made);
        if (made.file() != null && software.inserts()) {
            software.insert(made.file(), banks.quickstart());
        }
        Printed.on(own, json ? Printed.json(facts(bank, holder, issuing, made)) : told(bank, holder, issuing, made));
        return 0;
    }

    /** A card, where it is and its file if it has one. */
    private record Made(
            Issuing.Issued card, String where, @Nullable Path file) {}

    private Made inReader(Issuing issuing) {
        CardChoice.Chosen chosen = choice.choose(null, banks.quickstart());
        try (CardSecrets known = CardSecrets.read(personal, secrets, policy == CardPolicy.PIN, chosen.file())) {
            Issuing.Issued card = chosen.use(piv -> {
                Issuing.Issued issued = issuing.on(PivTarget.open(piv, known.managementKey(), known.pin()));
                known.change(piv);
                return issued;
            });
            return new Made(card, chosen.where(), null);
        }
    }

    private Made inFile(Issuing issuing, Account holder, OperatorBank bank) {
        Path file = software.make(
                issuing,
                holder.holder() + ", " + bank.name() + " (" + holder.currency() + ")",
                "card-" + holder.number(),
                personal.setsPin() ? personal.newPin(secrets) : null,
                banks.quickstart());
        return new Made(software.issued(), file.toString(), file);
    }

    private void register(OperatorBank bank, Account holder, Issuing issuing, Made made) {
        try {
            if (reference == null) {
                Registration.point(bank, issuing.accountReference(), holder.number(), move);
            }
            Registration.of(bank, made.card().certificates()).register();
        } catch (CardRefusedException refused) {
            throw new CardRefusedException(
                    refused.reason(),
                    "the card is made (" + made.where() + "), but its bank does not know it yet: "
                            + refused.getMessage() + "; \"./furikomi card import\" registers it",
                    refused);
        }
        made.card()
                .before()
                .filter(id -> !id.equals(made.card().cardId()))
                .ifPresent(id -> Registration.retire(bank, id));
    }

    private static Map<String, Object> facts(OperatorBank bank, Account holder, Issuing issuing, Made made) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("cardId", made.card().cardId());
        facts.put("bank", bank.name());
        facts.put("account", holder.number());
        facts.put("accountReference", issuing.accountReference());
        facts.put(
                "slots",
                made.card().certificates().keySet().stream()
                        .map(slot -> slot.hex())
                        .toList());
        facts.put("algorithm", issuing.algorithm().wireName());
        facts.put("notAfter", issuing.validity().to());
        facts.put("where", made.where());
        return facts;
    }

    private static String told(OperatorBank bank, Account holder, Issuing issuing, Made made) {
        return "Issued card " + made.card().cardId() + "\n  for account " + holder.number() + " (" + holder.holder()
                + ", " + holder.currency() + ") of " + bank.name() + ", valid until "
                + issuing.validity().to() + "\n  in " + made.where();
    }
}
