package dev.furikomi.bridge.session;

import java.util.Locale;
import java.util.concurrent.CompletableFuture;

/** The person in front of the bridge, as a carrier reaches them: a window, or a terminal. */
public interface Dialogue {
    /** Says what is happening, or what the person is to do at the reader. */
    void show(Step step);

    /** Tells the bank's page that a card came or went; nothing about which card. */
    void card(CardState state);

    /** Asks for the password; bank, payee, amount and order are on show already. */
    CompletableFuture<Password> askPassword();

    /** Shows the transfer again and asks whether the card may sign it. */
    CompletableFuture<Boolean> askAcceptance(Consent consent);

    /** The session is over by a refusal or by the person. */
    void ended(RefusalCode code);

    /** The bank's page ended the session and says how. */
    void closed(Closing closing);

    /** False once nobody is there any more, such as after the window went away without a word. */
    boolean attended();

    /** What the person sees while nothing is asked. */
    enum Step {
        CONNECT_READER,
        INSERT_CARD,
        READING_CARD,
        CHECKING,
        CARD_OF_ANOTHER_BANK,
        SIGNING,
        SETTLING;

        public String wire() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** A card in the reader, as the bank's page may know it. */
    enum CardState {
        WAITING,
        INSERTED,
        REMOVED;

        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Which signature is asked for: S110, or in the short procedure S109. */
    enum Consent {
        ACCEPT,
        APPLY;

        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
