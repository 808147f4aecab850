package dev.furikomi.quickstart.card;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.furikomi.card.software.SoftwareCardFile;
import dev.furikomi.card.trust.BankList;
import java.io.IOException;
import java.nio.file.Path;
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

/** Tells what is on a card. */
@Command(
        name = "show",
        description = "Tells what is on a card, without any PIN and without anything secret: slots, certificates,"
                + " institution and bank where it is known, validity, tries left.",
        footer = {
            "",
            "Examples:",
            "  ./furikomi card show taro",
            "  ./furikomi card show --virtual-reader --json",
            "  ./furikomi card show --reader Yubico"
        })
final class ShowCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "CARD", description = "a software card's file, or its name in the drawer")
    private @Nullable String card;

    @Mixin
    private CardChoice choice = new CardChoice();

    @Option(names = "--bank-list", paramLabel = "FILE", description = "signed bank list, to name the card's bank")
    private @Nullable Path bankList;

    @Option(names = "--scheme-root", paramLabel = "FILE", description = "public key (JWK) that signed that list")
    private @Nullable Path schemeRoot;

    @Option(names = "--json", description = "print one JSON document")
    private boolean json;

    @Option(names = "--port-base", paramLabel = "N", description = "which running Furikomi, when several run")
    private @Nullable Integer portBase;

    @Override
    public Integer call() throws JsonProcessingException {
        Optional<Quickstart> quickstart = Quickstart.running(portBase);
        Optional<BankList> banks = banks(quickstart);
        CardChoice.Chosen chosen = choice.choose(card, quickstart);
        Survey survey = chosen.use(piv -> Survey.of(piv, chosen.where(), label(chosen), banks));
        Printed.on(
                Objects.requireNonNull(spec),
                json ? Printed.json(survey) : survey.text().stripTrailing());
        return 0;
    }

    private static @Nullable String label(CardChoice.Chosen chosen) {
        if (chosen.file().isEmpty()) {
            return null;
        }
        try {
            return SoftwareCardFile.open(chosen.file().get()).label();
        } catch (IOException e) {
            return null;
        }
    }

    private Optional<BankList> banks(Optional<Quickstart> quickstart) {
        if (bankList == null && schemeRoot == null) {
            return quickstart.flatMap(Quickstart::bankList);
        }
        if (bankList == null || schemeRoot == null) {
            throw new ParameterException(
                    Objects.requireNonNull(spec).commandLine(), "--bank-list and --scheme-root go together");
        }
        try {
            return Optional.of(Quickstart.readBankList(bankList, schemeRoot)
                    .orElseThrow(() -> new CardRefusedException(
                            "bank-list-untrusted", "that scheme root did not sign the bank list, or it has expired")));
        } catch (IOException e) {
            throw new CardRefusedException("bank-list-unreadable", "the bank list or scheme root cannot be read", e);
        }
    }
}
