package dev.furikomi.catalog.purchase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrderAccessTokensTest {

    private static final String OLD = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";
    private static final String NEW = "ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8";

    @Test
    void findsTheTokenOfAnOrderFromBeforeTheSecretChanged() {
        String token = tokens(OLD).tokenFor("HN-7Q4M2K9XTB");
        String hash = OrderAccessTokens.sha256(token);

        assertThat(token).hasSize(43);
        assertThat(tokens(NEW, OLD).tokenFor("HN-7Q4M2K9XTB", hash)).contains(token);
        assertThat(tokens(NEW).tokenFor("HN-7Q4M2K9XTB", hash)).isEmpty();
    }

    @Test
    void givesEachOrderItsOwnToken() {
        assertThat(tokens(OLD).tokenFor("HN-7Q4M2K9XTB"))
                .isNotEqualTo(tokens(OLD).tokenFor("HN-7Q4M2K9XTC"));
    }

    @Test
    void refusesAShortSecret() {
        assertThatThrownBy(() -> tokens("AAEC")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(OrderAccessTokensTest::tokens).isInstanceOf(IllegalStateException.class);
    }

    private static OrderAccessTokens tokens(String... secrets) {
        return new OrderAccessTokens(new PurchaseConfig() {
            @Override
            public List<String> tokenSecrets() {
                return List.of(secrets);
            }

            @Override
            public Duration payWithin() {
                return Duration.ofHours(1);
            }

            @Override
            public int openPerAddressMax() {
                return 0;
            }

            @Override
            public int openPerBrowserMax() {
                return 0;
            }
        });
    }
}
