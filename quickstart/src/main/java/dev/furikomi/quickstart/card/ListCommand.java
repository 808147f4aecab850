package dev.furikomi.quickstart.card;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.furikomi.card.certificate.CardCertificate;
import dev.furikomi.card.piv.PivSlot;
import dev.furikomi.card.software.CardDrawer.DrawnCard;
import dev.furikomi.card.software.SoftwareCardFile;
import dev.furikomi.card.trust.BankList;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import javax.smartcardio.CardException;
import javax.smartcardio.CardTerminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Lists cards: of an account at its bank, of the drawer, and the readers of this computer. */
@Command(
        name = "list",
        description = "Lists cards: those of an account, or those of the drawer (with their state at their bank)"
                + " and the readers of this computer.",
        footer = {
            "",
            "Examples:",
            "  ./furikomi card list",
            "  ./furikomi card list --bank minato --account 2000001",
            "  ./furikomi card list --readers"
        })
final class ListCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private BankOptions banks = new BankOptions();

    @Option(names = "--account", paramLabel = "NUMBER", description = "the cards of this account of --bank")
    private @Nullable String account;

    @Option(names = "--readers", description = "only the readers of this computer")
    private boolean readersOnly;

    @Option(names = "--json", description = "print one JSON document")
    private boolean json;

    private final Secrets secrets = Secrets.ofThisProcess();

    @Override
    public Integer call() throws JsonProcessingException {
        CommandSpec own = Objects.requireNonNull(spec);
        if (account != null) {
            if (readersOnly) {
                throw new ParameterException(own.commandLine(), "--account and --readers exclude each other");
            }
            JsonNode items = banks.bank(secrets)
                    .get("accounts/" + Account.number(own, account) + "/cards")
                    .path("items");
            Printed.on(own, json ? Printed.json(items) : ofAccount(items));
            return 0;
        }
        List<Map<String, Object>> drawer = readersOnly ? List.of() : drawer();
        List<Map<String, Object>> readers = readers();
        Printed.on(
                own,
                json
                        ? Printed.json(
                                readersOnly ? Map.of("readers", readers) : Map.of("drawer", drawer, "readers", readers))
                        : text(drawer, readers));
        return 0;
    }

    private static String ofAccount(JsonNode items) {
        if (items.isEmpty()) {
            return "The account has no card.";
        }
        StringBuilder text = new StringBuilder();
        for (JsonNode card : items) {
            text.append(String.format(
                    "%s  %-7s  %d attempts left%s%n",
                    card.path("cardId").asText(),
                    card.path("state").asText(),
                    card.path("attemptsLeft").asInt(),
                    card.path("personalisedElsewhere").asBoolean() ? ", personalised elsewhere" : ""));
            for (JsonNode key : card.path("keys")) {
                text.append(String.format(
                        "  %s  %s, valid until %s%n",
                        key.path("slot").asText(),
                        key.path("algorithm").asText(),
                        key.path("notAfter").asText()));
            }
        }
        return text.toString().stripTrailing();
    }

    private List<Map<String, Object>> drawer() {
        Optional<Quickstart> quickstart = banks.quickstart();
        if (quickstart.isEmpty()) {
            return List.of();
        }
        List<OperatorBank> asked = banks.banks(secrets);
        Optional<BankList> list = quickstart.get().bankList();
        List<Map<String, Object>> rows = new ArrayList<>();
        for (DrawnCard card : quickstart.get().drawer().cards()) {
            row(card, list, asked).ifPresent(rows::add);
        }
        return rows;
    }

    /** Empty for a card of a bank that was not asked about. */
    private Optional<Map<String, Object>> row(DrawnCard card, Optional<BankList> list, List<OperatorBank> asked) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("name", name(card.file()));
        row.put("label", card.label());
        Optional<CardCertificate> certificate = certificate(card.file());
        String bank = certificate
                .flatMap(each -> list.flatMap(banks -> banks.bankOfCardAuthority(banks.institution(each))))
                .map(each -> each.name().en())
                .orElse("");
        row.put("bank", bank);
        certificate.ifPresent(each -> {
            row.put("cardId", each.cardId());
            row.put("notAfter", each.certificate().getNotAfter().toInstant());
        });
        Optional<OperatorBank> own =
                asked.stream().filter(each -> each.name().equals(bank)).findFirst();
        row.put(
                "state",
                certificate.isEmpty()
                        ? "not-issued"
                        : own.map(each -> state(each, certificate.get())).orElse("unknown-bank"));
        return banks.isNamed() && own.isEmpty() ? Optional.empty() : Optional.of(row);
    }

    private static String state(OperatorBank bank, CardCertificate certificate) {
        try {
            return bank.get("cards/" + certificate.cardId()).path("state").asText();
        } catch (CardRefusedException refused) {
            if (refused.reason().equals("card-unknown")) {
                return "not-registered";
            }
            throw refused;
        }
    }

    private static Optional<CardCertificate> certificate(Path file) {
        try {
            return SoftwareCardFile.open(file)
                    .certificate(PivSlot.CARD_AUTHENTICATION)
                    .flatMap(der -> {
                        try {
                            return CardCertificate.unverified(CardCertificate.x509(der));
                        } catch (dev.furikomi.card.certificate.MalformedCertificateException e) {
                            return Optional.empty();
                        }
                    });
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static String name(Path file) {
        String name = file.getFileName().toString();
        return name.substring(0, name.length() - SoftwareCardFile.SUFFIX.length());
    }

    private List<Map<String, Object>> readers() {
        List<Map<String, Object>> rows = new ArrayList<>();
        banks.quickstart().map(Quickstart::reader).ifPresent(reader -> reader.slots()
                .forEach(slot -> {
                    Map<String, Object> row = new LinkedHashMap<>();
                    row.put("reader", "virtual reader, slot " + slot);
                    row.put("card", reader.inserted(slot).map(ListCommand::name).orElse(""));
                    rows.add(row);
                }));
        try {
            for (CardTerminal terminal : Readers.pcsc()) {
                rows.add(Map.of("reader", terminal.getName(), "card", terminal.isCardPresent() ? "a card" : ""));
            }
        } catch (CardException e) {
            throw new CardRefusedException("reader-failed", "a reader does not answer", e);
        } catch (CardRefusedException noService) {
            // Without a card service there are no readers, which is what the list says.
        }
        return rows;
    }

    private String text(List<Map<String, Object>> drawer, List<Map<String, Object>> readers) {
        StringBuilder text = new StringBuilder();
        if (!readersOnly) {
            text.append("Drawer\n");
            for (Map<String, Object> card : drawer) {
                text.append(String.format(
                        "  %-16s %-34s %-14s %s%n",
                        card.get("name"),
                        card.get("label"),
                        card.get("state"),
                        card.containsKey("notAfter") ? "valid until " + card.get("notAfter") : ""));
            }
            text.append(drawer.isEmpty() ? "  no cards (or no Furikomi runs)\n" : "");
        }
        text.append("Readers\n");
        for (Map<String, Object> reader : readers) {
            Object card = reader.get("card");
            text.append(String.format("  %-40s %s%n", reader.get("reader"), "".equals(card) ? "empty" : card));
        }
        text.append(readers.isEmpty() ? "  none\n" : "");
        return text.toString().stripTrailing();
    }
}
