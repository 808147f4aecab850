package dev.furikomi.bank.window;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The window as its page shows it, in the page's language.
 *
 * @param pin whether the card's PIN is asked for, not a password
 * @param amount the amount as people write it
 * @param amountPlain the amount as the protocol writes it
 */
public record WindowPage(
        String language,
        String bankName,
        String path,
        String windowId,
        String status,
        String code,
        String attemptsLeft,
        String procedure,
        boolean pin,
        String merchant,
        String payee,
        String payeeBank,
        String payeeAccount,
        String amount,
        String amountPlain,
        String currency,
        String orderNumber,
        String returnUrl,
        String bridgeUrls,
        @Nullable String installUrl) {

    /** All reasons, so that the page can say any of them without asking. */
    public List<WindowReason> getReasons() {
        return List.of(WindowReason.values());
    }
}
