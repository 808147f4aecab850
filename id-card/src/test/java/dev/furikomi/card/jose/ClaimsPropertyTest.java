package dev.furikomi.card.jose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class ClaimsPropertyTest {

    @Property
    void readsAnyBytesOrRefusesThem(@ForAll byte[] bytes) {
        try {
            Claims.parse(bytes).names();
        } catch (MalformedClaimsException refused) {
            assertThat(refused).hasMessage("Not a JSON object.");
        }
    }

    @Property
    void parsesAnyTextAsAJwsOrNot(@ForAll String text) {
        assertThat(CompactJws.parse(text, "JWT", 1000)).isEmpty();
    }

    @Property
    void writesBytesInExactlyOneWay(@ForAll byte[] bytes) {
        String text = Base64Url.encode(bytes);

        assertThat(Base64Url.decode(text).orElseThrow()).isEqualTo(bytes);
        assertThat(Base64Url.decode(text + "=")).isEmpty();
        assertThat(Base64Url.decode(text + "\n")).isEmpty();
    }

    @Example
    void refusesANameThatStandsTwiceAndWhatFollows() {
        assertThatThrownBy(() -> parse("{\"a\":1,\"a\":2}")).isInstanceOf(MalformedClaimsException.class);
        assertThatThrownBy(() -> parse("{\"a\":1} {}")).isInstanceOf(MalformedClaimsException.class);
        assertThatThrownBy(() -> parse("[".repeat(100_000))).isInstanceOf(MalformedClaimsException.class);
        assertThat(Base64Url.decode("AB")).isEmpty();
        assertThat(Base64Url.decode("AA")).isPresent();
    }

    private static Claims parse(String json) throws MalformedClaimsException {
        return Claims.parse(json.getBytes(StandardCharsets.UTF_8));
    }
}
