package dev.furikomi.bank.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PasswordHashTest {

    private static final byte[] PASSWORD = "パスワード 2026".getBytes(StandardCharsets.UTF_8);
    private static final String SECRET = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY";
    private static final String OTHER_SECRET = "ZmVkY2JhOTg3NjU0MzIxMGZlZGNiYTk4NzY1NDMyMTA";

    @Test
    void knowsThePasswordAndNoOther() {
        PasswordHash hash = hash(SECRET);
        String stored = hash.hash(PASSWORD);

        assertThat(stored).startsWith("$argon2id$v=19$m=256,t=2,p=1$");
        assertThat(hash.verify(PASSWORD, stored)).isTrue();
        assertThat(hash.verify("other".getBytes(StandardCharsets.UTF_8), stored))
                .isFalse();
        assertThat(hash.verify(PASSWORD, hash.dummy())).isFalse();
        assertThat(hash.verify(new byte[] {}, hash.dummy())).isFalse();
    }

    @Test
    void isUselessWithoutTheServersSecret() {
        assertThat(hash(OTHER_SECRET).verify(PASSWORD, hash(SECRET).hash(PASSWORD)))
                .isFalse();
    }

    @Test
    void saltsEachHash() {
        PasswordHash hash = hash(SECRET);

        assertThat(hash.hash(PASSWORD)).isNotEqualTo(hash.hash(PASSWORD));
    }

    @Test
    void refusesAShortSecret() {
        assertThatThrownBy(() -> hash("c2hvcnQ")).hasMessageContaining("32 bytes");
    }

    private static PasswordHash hash(String secret) {
        return new PasswordHash(new PasswordConfig() {
            @Override
            public String secret() {
                return secret;
            }

            @Override
            public int memoryKibibytes() {
                return 256;
            }

            @Override
            public int iterations() {
                return 2;
            }

            @Override
            public int threads() {
                return 1;
            }

            @Override
            public int queue() {
                return 1;
            }
        });
    }
}
