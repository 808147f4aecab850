package dev.furikomi.quickstart.card;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** The id under which a bank knows a card, named as it is or read from the card. */
final class CardId {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");

    private CardId() {}

    static String of(
            CommandSpec spec, @Nullable String id, @Nullable String card, CardChoice choice, BankOptions banks) {
        if (id == null) {
            return choice.choose(card, banks.quickstart())
                    .use(piv -> Survey.cardId(Survey.certificates(piv)))
                    .orElseThrow(() -> new CardRefusedException(
                            "no-certificate", "the card has no certificate in 9E or 9A, so no bank knows it"));
        }
        if (card != null || choice.isReader() || !FORM.matcher(id).matches()) {
            throw new ParameterException(
                    spec.commandLine(), "--card-id is the card's id (43 characters), without another card");
        }
        return id;
    }
}
