package dev.furikomi.bridge.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.furikomi.bridge.edition.UnusableOptionException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom the browser may name in the arguments. */
class CallingExtensionTest {
    private static final String OURS = "chrome-extension://bpmnellnekimgljhjgpfhlcjfcinlhfh/";

    @ParameterizedTest
    @ValueSource(
            strings = {
                OURS,
                OURS + " --parent-window=0",
                "/usr/lib/mozilla/native-messaging-hosts/dev.furikomi.card_bridge.json card-bridge@furikomi.dev",
                "--extension abcdefghijklmnopabcdefghijklmnop chrome-extension://abcdefghijklmnopabcdefghijklmnop/"
            })
    void takesTheExtensionThatTheBrowserNames(String arguments) throws UnusableOptionException {
        assertThat(CallingExtension.check(List.of(arguments.split(" ")))).isEmpty();
    }

    @Test
    void givesTheOptionsBeforeItBack() throws UnusableOptionException {
        assertThat(CallingExtension.check(List.of(
                        "--bank-list", "list", "--extension", "x", "--scheme-root", "root", OURS, "--more", "y")))
                .containsExactly("--bank-list", "list", "--scheme-root", "root");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "chrome-extension://bpmnellnekimgljhjgpfhlcjfcinlhfh",
                "chrome-extension://bpmnellnekimgljhjgpfhlcjfcinlhfh/x",
                "https://bpmnellnekimgljhjgpfhlcjfcinlhfh/",
                "moz-extension://card-bridge@furikomi.dev/",
                "/manifest.json card-bridge@furikomi.dev.evil.example",
                "card-bridge@furikomi.dev",
                "--port 1",
                "--extension"
            })
    void refusesAnybodyElse(String arguments) {
        assertThatThrownBy(() -> CallingExtension.check(List.of(arguments.split(" "))))
                .isInstanceOf(UnusableOptionException.class)
                .hasMessageContaining("own extension");
    }
}
