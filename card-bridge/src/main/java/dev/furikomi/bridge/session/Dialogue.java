package dev.furikomi.bridge.session;

import dev.furikomi.card.token.SigningLabel;
import java.util.List;
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

    /** Asks which of several cards it shall be; answered by its place in the list. */
    CompletableFuture<Integer> askCard(List<CardChoice> choices);

    /** Asks for the card's PIN; bank, payee, amount and order are on show already. */
    CompletableFuture<Pin> askPin(PinQuestion question);

    /** Asks whether the card's last try may be used: a wrong PIN then blocks the card. */
    CompletableFuture<Boolean> askLastTry(SigningLabel label);

    /** Says that the PIN is to be typed on the reader's own keys; the reader answers, not the dialogue. */
    void pinOnReader(PinQuestion question);

    /** What the person reads at this moment; a reader with a display is asked to speak it too. */
    Language language();

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
        /** A card is there, but not one of the bank's, and a reader is empty. */
        INSERT_OTHER_CARD,
        READING_CARD,
        /** Another program holds the card. */
        READER_BUSY,
        CHECKING,
        /** As CHECKING; by this computer's clock the card's validity is over, which the bank has to decide. */
        CHECKING_EXPIRED_CARD,
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
        ACCEPT(SigningLabel.ACCEPT),
        APPLY(SigningLabel.APPLY);

        private final SigningLabel label;

        Consent(SigningLabel label) {
            this.label = label;
        }

        public SigningLabel label() {
            return label;
        }

        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
