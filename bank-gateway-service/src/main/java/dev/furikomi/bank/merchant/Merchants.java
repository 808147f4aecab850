package dev.furikomi.bank.merchant;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** The merchant registry. */
@ApplicationScoped
public class Merchants {

    /** The registered merchant, if there is one ({@code merchant-unknown} otherwise). */
    public Uni<Optional<RegisteredMerchant>> find(String merchantId) {
        throw new UnsupportedOperationException();
    }
}
