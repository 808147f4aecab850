package dev.furikomi.quickstart.card;

import dev.furikomi.card.software.SoftwareCardProvider;
import dev.furikomi.card.software.SoftwareReader;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.smartcardio.CardException;
import javax.smartcardio.CardTerminal;
import javax.smartcardio.TerminalFactory;

/** The readers of this computer (PC/SC), and software readers. */
final class Readers {
    private Readers() {}

    /** All PC/SC readers; refuses where no card service runs. */
    static List<CardTerminal> pcsc() {
        try {
            // Named, because the default factory silently stands for "no readers" when the service is away.
            return TerminalFactory.getInstance("PC/SC", null).terminals().list();
        } catch (GeneralSecurityException e) {
            throw new CardRefusedException(
                    "no-card-service", "no card service answers on this computer (on Linux: pcscd)", e);
        } catch (CardException e) {
            String message =
                    e.getCause() == null ? "" : String.valueOf(e.getCause().getMessage());
            if (message.contains("NO_READERS")) {
                return List.of();
            }
            throw new CardRefusedException(
                    "no-card-service", "the card service of this computer (on Linux: pcscd) does not answer", e);
        }
    }

    /** The one PC/SC reader whose name contains these words. */
    static CardTerminal named(String part) {
        List<CardTerminal> all = pcsc();
        List<CardTerminal> exact =
                all.stream().filter(each -> each.getName().equals(part)).toList();
        List<CardTerminal> fitting = exact.isEmpty()
                ? all.stream()
                        .filter(each -> each.getName().toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT)))
                        .toList()
                : exact;
        if (fitting.size() != 1) {
            throw new CardRefusedException(
                    fitting.isEmpty() ? "no-reader" : "several-readers",
                    (fitting.isEmpty() ? "no reader is called " : "more than one reader is called ") + part + "; there "
                            + (all.isEmpty() ? "is none" : "are: " + names(all)));
        }
        return fitting.get(0);
    }

    private static String names(List<CardTerminal> terminals) {
        return terminals.stream().map(CardTerminal::getName).collect(Collectors.joining(", "));
    }

    /** A slot of a software reader. */
    static CardTerminal software(SoftwareReader reader, int slot) {
        try {
            List<Integer> slots = List.copyOf(reader.slots());
            int index = slots.indexOf(slot);
            if (index < 0) {
                throw new CardRefusedException("no-reader", "the virtual reader has no slot " + slot);
            }
            return TerminalFactory.getInstance(
                            SoftwareCardProvider.TYPE, reader.directory(), new SoftwareCardProvider())
                    .terminals()
                    .list()
                    .get(index);
        } catch (GeneralSecurityException | CardException e) {
            throw new IllegalStateException("A software reader can always be listed.", e);
        }
    }
}
