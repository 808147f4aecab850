package dev.furikomi.bank.window;

import dev.furikomi.bank.merchant.RegisteredMerchant;
import dev.furikomi.card.jose.CompactJws;
import dev.furikomi.card.jose.MalformedClaimsException;
import dev.furikomi.card.token.PaymentRequest;
import java.util.Optional;

/** The way back to the shop out of a request that is the merchant's own but comes too late or to the wrong bank. */
final class SignedReturnUrl {

    private static final int LENGTH_MAX = 16 * 1024;

    private SignedReturnUrl() {}

    static Optional<String> of(String compact, RegisteredMerchant merchant) {
        Optional<CompactJws> jws = CompactJws.parse(compact, PaymentRequest.TYPE, LENGTH_MAX);
        try {
            if (jws.isPresent()) {
                String url = jws.get().claims().text("returnUrl");
                return ReturnUrl.isPermitted(url, merchant.returnOrigins()) ? Optional.of(url) : Optional.empty();
            }
        } catch (MalformedClaimsException malformed) {
            // No way back then; the request is refused all the same.
        }
        return Optional.empty();
    }
}
