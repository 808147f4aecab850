package dev.furikomi.quickstart.card;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** An account that a card is for, as its bank knows it. */
record Account(String number, String holder, String currency) {
    private static final Pattern NUMBER = Pattern.compile("[A-Za-z0-9-]{1,34}");

    /** Refuses an account that nobody can pay from with a card. */
    static Account of(OperatorBank bank, String number) {
        JsonNode view = bank.get("accounts/" + number);
        if (!view.path("kind").asText().equals("deposit")
                || view.path("customerId").asText("").isEmpty()) {
            throw new CardRefusedException(
                    "account-without-customer", "account " + number + " is no customer's account");
        }
        if (!view.path("state").asText().equals("open")) {
            throw new CardRefusedException("account-not-usable", "account " + number + " is not open");
        }
        return new Account(
                number, view.path("holder").asText(), view.path("currency").asText());
    }

    /** The number as it may stand in an address. */
    static String number(CommandSpec spec, String given) {
        if (!NUMBER.matcher(given).matches()) {
            throw new ParameterException(
                    spec.commandLine(), "an account number has 1 to 34 letters, digits and hyphens, not " + given);
        }
        return given;
    }
}
