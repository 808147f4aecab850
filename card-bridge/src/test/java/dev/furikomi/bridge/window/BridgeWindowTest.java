package dev.furikomi.bridge.window;

import static org.assertj.core.api.Assertions.assertThat;

import dev.furikomi.bridge.session.CountingDesk;
import dev.furikomi.bridge.session.Sessions;
import dev.furikomi.bridge.session.TestBank;
import dev.furikomi.bridge.session.Waits;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may speak to the loopback server. Each refusal here must come before any reader is looked at. */
class BridgeWindowTest {
    private final TestBank bank = new TestBank();
    private final CountingDesk desk = new CountingDesk();
    private BridgeWindow window;
    private int port;

    @BeforeEach
    void serve() throws IOException {
        Sessions sessions = new Sessions(bank.list(), desk, InstantSource.system(), Waits.DEFAULT, "test");
        window = BridgeWindow.serve(List.of(0), sessions, InstantSource.system(), "test", null, Optional.empty());
        port = window.port();
    }

    @AfterEach
    void stop() {
        window.close();
    }

    @Test
    void servesItsPageWithStrictHeadersAndNeitherCorsNorCoop() throws IOException {
        RawHttp.Response page = http().get("/window");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body())
                .contains("<html lang=\"en\">")
                .doesNotContain("{{")
                .doesNotContain("/development/");
        assertThat(page.head().toLowerCase(java.util.Locale.ROOT))
                .contains("content-security-policy: default-src 'none'; script-src 'self'")
                .contains("frame-ancestors 'none'")
                .contains("x-content-type-options: nosniff")
                .contains("cache-control: no-store")
                .contains("cross-origin-resource-policy: same-origin")
                .doesNotContain("access-control-")
                .doesNotContain("cross-origin-opener-policy");
    }

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, delimiter = '|', textBlock = """
            query            | accept-language        | language
            ''               | ''                     | en
            ''               | ja,en;q=0.8            | ja
            ''               | fr-FR,ja-JP;q=0.5      | ja
            ?lang=en         | ja                     | en
            ?lang=ja         | en                     | ja
            ?lang=<script>   | ''                     | en
            """)
    void choosesTheLanguage(String query, String accepted, String language) throws IOException {
        RawHttp.Response page =
                http().with("Accept-Language", accepted).get("/window" + query.replace("<script>", "%3Cscript%3E"));

        assertThat(page.body()).contains("<html lang=\"" + language + "\">");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:PORT",
                "localhost",
                "127.0.0.1",
                "127.0.0.1:1",
                "bank-a.localhost:PORT"
            })
    void refusesEachHostButItsOwnAddress(String host) throws IOException {
        RawHttp rebound = http().with("Host", host.replace("PORT", String.valueOf(port)));

        assertThat(rebound.get("/window").status()).isEqualTo(421);
        assertThat(rebound.get("/window.js").status()).isEqualTo(421);
        assertThat(rebound.with("X-Card-Bridge-Token", token())
                        .post("/api/sessions", "{}")
                        .status())
                .isEqualTo(421);
    }

    @Test
    void refusesARequestWithoutHost() throws IOException {
        assertThat(http().without("Host").get("/window").status()).isIn(400, 421);
    }

    @Test
    void refusesToBeFramed() throws IOException {
        assertThat(http().with("Sec-Fetch-Dest", "iframe").get("/window").status())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, nullValues = "-", textBlock = """
            token, origin,                site
            -,     own,                   same-origin
            wrong, own,                   same-origin
            right, http://evil.example,   cross-site
            right, http://127.0.0.1:1,    same-site
            right, null,                  same-origin
            right, own,                   cross-site
            right, -,                     same-origin
            """)
    void refusesCallsThatAreNotItsPages(String token, String origin, String site) throws IOException {
        RawHttp call = http().with("Sec-Fetch-Site", site);
        if (token != null) {
            call.with("X-Card-Bridge-Token", token.equals("right") ? token() : "wrong");
        }
        if (origin != null) {
            call.with("Origin", origin.equals("own") ? "http://127.0.0.1:" + port : origin);
        }

        RawHttp.Response refused = call.post("/api/sessions", opening(bank.request()));

        assertThat(refused.status()).isEqualTo(403);
        assertThat(desk.looks()).isZero();
    }

    @Test
    void answersNoPreflight() throws IOException {
        RawHttp.Response preflight = http().with("Origin", "http://evil.example")
                .with("Access-Control-Request-Method", "POST")
                .with("Access-Control-Request-Headers", "x-card-bridge-token")
                .send("OPTIONS", "/api/sessions", new byte[0]);

        assertThat(preflight.status()).isEqualTo(403);
        assertThat(preflight.head().toLowerCase(java.util.Locale.ROOT)).doesNotContain("access-control-");
    }

    @Test
    void refusesABodyOver64KiB() throws IOException {
        assertThat(call().post("/api/sessions", "x".repeat(64 * 1024 + 1)).status())
                .isEqualTo(413);
        assertThat(call().post("/api/sessions", "x".repeat(64 * 1024)).status()).isEqualTo(400);
    }

    @Test
    void opensOneSessionAtATimeAndKeepsTheRequestOfTheOneThatWaits() throws IOException {
        RawHttp.Response first = call().post("/api/sessions", opening(bank.request()));
        String second = bank.request();

        RawHttp.Response busy = call().post("/api/sessions", opening(second));

        assertThat(first.status()).isEqualTo(201);
        assertThat(busy.status()).isEqualTo(409);
        assertThat(busy.body()).contains("\"busy\"");
        assertThat(call().post(session(first) + "/cancellation", "").status()).isEqualTo(204);
        org.awaitility.Awaitility.await().untilAsserted(() -> assertThat(
                        call().post("/api/sessions", opening(second)).status())
                .isEqualTo(201));
    }

    @Test
    void givesASessionOnlyToWhoOpenedIt() throws IOException {
        call().post("/api/sessions", opening(bank.request()));

        assertThat(call().get("/api/sessions/00000000-0000-0000-0000-000000000000/messages?after=0")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void takesNoPasswordThatNobodyAskedFor() throws IOException {
        RawHttp.Response opened = call().post("/api/sessions", opening(bank.request()));

        assertThat(call().post(session(opened) + "/password", "secret").status())
                .isEqualTo(409);
        assertThat(call().post(session(opened) + "/acceptance", "{\"accepted\":true}")
                        .status())
                .isEqualTo(409);
    }

    @Test
    void takesALanguageThatItSpeaksAndNoOther() throws IOException {
        RawHttp.Response opened = call().post("/api/sessions", opening(bank.request()));
        String language = session(opened) + "/language";

        assertThat(call().post(language, "{\"language\":\"ja\"}").status()).isEqualTo(204);
        assertThat(call().post(language, "{\"language\":\"fr\"}").status()).isEqualTo(400);
        assertThat(call().post(language, "{}").status()).isEqualTo(400);
    }

    @Test
    void showsTheTransferOfTheVerifiedRequest() throws IOException {
        RawHttp.Response opened = call().post("/api/sessions", opening(bank.request()));

        assertThat(opened.body())
                .contains("Minato Bank", "みなと銀行", "\"Hanaya\"", "\"5400\"", "\"JPY\"", "HN-7Q4M2K9XTB");
        assertThat(desk.looks()).isZero();
    }

    @Test
    void listensOnNoOtherAddress() throws IOException {
        for (NetworkInterface network : Collections.list(NetworkInterface.getNetworkInterfaces())) {
            for (InetAddress address : Collections.list(network.getInetAddresses())) {
                if (!address.isLoopbackAddress() && !address.isLinkLocalAddress()) {
                    org.assertj.core.api.Assertions.assertThatThrownBy(() -> new Socket(address, port).close())
                            .isInstanceOf(ConnectException.class);
                }
            }
        }
    }

    @Test
    void takesTheNextPortOfTheListWhenOneIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
                ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            int next = free.getLocalPort();
            free.close();
            Sessions sessions = new Sessions(bank.list(), desk, InstantSource.system(), Waits.DEFAULT, "test");
            try (BridgeWindow other = BridgeWindow.serve(
                    List.of(taken.getLocalPort(), next),
                    sessions,
                    InstantSource.system(),
                    "test",
                    null,
                    Optional.empty())) {
                assertThat(other.port()).isEqualTo(next);
            }
        }
    }

    private String opening(String request) {
        return "{\"origin\":\"" + TestBank.ORIGIN + "\",\"sessionRequest\":\"" + request + "\"}";
    }

    private static String session(RawHttp.Response opened) {
        Matcher handle = Pattern.compile("\"session\":\"([0-9a-f-]+)\"").matcher(opened.body());
        assertThat(handle.find()).isTrue();
        return "/api/sessions/" + handle.group(1);
    }

    private String token() throws IOException {
        Matcher token = Pattern.compile("card-bridge-token\" content=\"([^\"]{43})\"")
                .matcher(http().get("/window").body());
        assertThat(token.find()).isTrue();
        return token.group(1);
    }

    private RawHttp http() {
        return new RawHttp("127.0.0.1", port);
    }

    private RawHttp call() throws IOException {
        return http().with("X-Card-Bridge-Token", token())
                .with("Origin", "http://127.0.0.1:" + port)
                .with("Sec-Fetch-Site", "same-origin");
    }
}
