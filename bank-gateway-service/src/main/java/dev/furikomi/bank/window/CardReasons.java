package dev.furikomi.bank.window;

import dev.furikomi.card.token.TokenOutcome;

/** How the refusal of a card token is told to the customer. */
final class CardReasons {

    private CardReasons() {}

    static WindowReason of(TokenOutcome.Reason reason) {
        return switch (reason) {
            case CARD_UNREADABLE -> WindowReason.CARD_UNREADABLE;
            case CARD_OF_ANOTHER_BANK -> WindowReason.CARD_OF_ANOTHER_BANK;
            case CARD_EXPIRED -> WindowReason.CARD_EXPIRED;
            case CARD_UNKNOWN -> WindowReason.CARD_UNKNOWN;
            case CARD_SIGNATURE_INVALID -> WindowReason.CARD_SIGNATURE_INVALID;
        };
    }
}
