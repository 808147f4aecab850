package dev.furikomi.quickstart;

import dev.furikomi.card.token.CardPolicy;
import dev.furikomi.quickstart.provision.DemoBank;
import dev.furikomi.quickstart.provision.DemoCustomer;
import dev.furikomi.quickstart.reader.ReaderPage;
import java.util.Locale;

/** What a newcomer needs to know once everything runs. */
final class Welcome {
    private Welcome() {}

    static String text(FurikomiRun run) {
        StringBuilder text = new StringBuilder();
        text.append('\n')
                .append("Open this page:  ")
                .append(run.settings().catalogueOrigin())
                .append("/\n\n");
        text.append("""
                What to click
                  1. Choose something, fill in name and address, "Order and choose a bank".
                  2. Choose the bank to pay from; its window opens.
                  3. "Open the card window" there: card-bridge's own window opens. Insert a card from the drawer
                     that it shows (or on the page of the virtual reader, below), type the password (or PIN), check the
                     transfer and accept it. The card stays in the reader: take it out before you try another one.
                  4. The shop says that the purchase is accepted. "See the order and its steps" shows each step;
                     the merchant ships from the order file, with the staff token below.

                Cards, for the demonstration only
                """);
        for (DemoCustomer customer : DemoCustomer.values()) {
            text.append(String.format(
                    Locale.ROOT,
                    "  %-34s %-21s %s%n",
                    customer.label(),
                    run.policies().of(customer.bank()) == CardPolicy.PIN
                            ? "PIN " + DemoCustomer.PIN
                            : "password " + customer.password(),
                    customer.shows()));
        }
        text.append("\nAddresses\n");
        line(
                text,
                "catalogue",
                run.settings().catalogueOrigin() + "/   API: " + run.settings().catalogueOrigin() + "/q/swagger-ui");
        line(
                text,
                "order file",
                run.settings().orderFileOrigin() + "/merchant   API: "
                        + run.settings().orderFileOrigin() + "/q/swagger-ui");
        for (DemoBank bank : DemoBank.values()) {
            line(text, bank.english(), bank.origin(run.ports()) + "/q/swagger-ui");
        }
        line(
                text,
                "virtual reader",
                "http://" + ReaderPage.NAME + ":" + run.ports().readerPage() + "/");
        line(text, "card-bridge", "http://127.0.0.1:" + run.ports().bridge() + "/window");
        line(text, "Kafka", "127.0.0.1:" + run.ports().kafka());
        line(text, "logs and state", run.workspace().directory().toString());
        text.append("\nStaff tokens, new at each start\n");
        line(text, "merchant", run.tokens().merchant());
        for (DemoBank bank : DemoBank.values()) {
            line(text, bank.english(), run.tokens().of(bank));
        }
        return text.toString();
    }

    private static void line(StringBuilder text, String what, String where) {
        text.append(String.format(Locale.ROOT, "  %-15s %s%n", what, where));
    }
}
