package dev.furikomi.quickstart.reader;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.furikomi.card.issuing.BankCredentials;
import dev.furikomi.card.issuing.CardIssuer;
import dev.furikomi.card.issuing.Validity;
import dev.furikomi.card.software.CardDrawer;
import dev.furikomi.card.software.SoftwareCardFile;
import dev.furikomi.card.software.SoftwareReader;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReaderPageTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern TOKEN = Pattern.compile("name=\"reader-token\" content=\"([^\"]+)\"");

    @TempDir
    private Path directory;

    private SoftwareReader reader;
    private ReaderPage page;
    private String host;
    private String token;

    @BeforeEach
    void startWithAnIssuedAndABlankCard() throws IOException {
        Validity tenYears = Validity.fromNow(InstantSource.system(), Duration.ofDays(3650));
        BankCredentials minato = BankCredentials.create("MNTOJPJT", "Minato Bank", tenYears);
        new CardIssuer(minato.cardAuthority()).issue(drawer("hanako"), "Hanako, Minato Bank (JPY)", "r-1", tenYears);
        SoftwareCardFile.create(drawer("blank"), "A blank card");
        reader = SoftwareReader.create(directory.resolve("reader"), 1);
        page = ReaderPage.start(
                0,
                new CardDrawer(directory.resolve("drawer")),
                reader,
                List.of(new Issuer(
                        "Minato Bank", "みなと銀行", "data:,", minato.cardAuthority().certificate())));
        host = "reader.localhost:" + page.port();
        Matcher found = TOKEN.matcher(get("/", "").body());
        assertThat(found.find()).isTrue();
        token = found.group(1);
    }

    @AfterEach
    void stop() {
        page.close();
    }

    @Test
    void showsTheWalletAndTheReader() throws IOException {
        JsonNode state = JSON.readTree(get("/api/state", tokenHeader()).body());

        assertThat(state.path("readers")).hasSize(1);
        assertThat(state.path("readers").path(0).path("card").isNull()).isTrue();
        assertThat(state.path("cards").path(0).path("label").asText()).isEqualTo("A blank card");
        assertThat(state.path("cards").path(0).path("expiresAt").isNull()).isTrue();
        assertThat(state.path("cards").path(1).path("bank").path("ja").asText()).isEqualTo("みなと銀行");
        assertThat(Instant.parse(state.path("cards").path(1).path("expiresAt").asText()))
                .isAfter(Instant.now());
    }

    @Test
    void insertsACardAndTakesItOut() throws IOException {
        Answer inserted = post("/api/insertion", "{\"slot\":0,\"card\":\"hanako\"}", ownOrigin() + tokenHeader());

        assertThat(inserted.status()).isEqualTo(200);
        assertThat(reader.inserted(0)).contains(drawer("hanako"));

        Answer removed = post("/api/removal", "{\"slot\":0}", ownOrigin() + tokenHeader());

        assertThat(removed.status()).isEqualTo(200);
        assertThat(reader.inserted(0)).isEmpty();
    }

    @Test
    void hearsOfACardThatSomebodyElseInserted() throws IOException {
        String version = JSON.readTree(get("/api/state", tokenHeader()).body())
                .path("version")
                .asText();
        CompletableFuture<Answer> waiting =
                CompletableFuture.supplyAsync(() -> get("/api/state?after=" + version, tokenHeader()));

        assertThat(waiting).isNotDone();
        reader.insert(0, drawer("hanako"));

        JsonNode state = JSON.readTree(waiting.orTimeout(10, java.util.concurrent.TimeUnit.SECONDS)
                .join()
                .body());
        assertThat(state.path("readers").path(0).path("card").asText()).isEqualTo("hanako");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"slot":0,"card":"nobody"}        | 404
            {"slot":0,"card":"../drawer/blank"} | 404
            {"slot":7,"card":"hanako"}        | 404
            {"card":"hanako"}                 | 404
            not json                          | 404
            """)
    void movesOnlyCardsOfTheWalletIntoReadersThatExist(String body, int status) {
        assertThat(post("/api/insertion", body, ownOrigin() + tokenHeader()).status())
                .isEqualTo(status);
        assertThat(reader.inserted(0)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            http://shop.localhost:8080,   same-origin, right,  reader.localhost, 403
            http://evil.example,          cross-site,  right,  reader.localhost, 403
            null,                         cross-site,  right,  reader.localhost, 403
            own,                          same-site,   right,  reader.localhost, 403
            none,                         same-origin, right,  reader.localhost, 403
            own,                          same-origin, wrong,  reader.localhost, 403
            own,                          same-origin, none,   reader.localhost, 403
            own,                          same-origin, right,  evil.example,     421
            """)
    void insertsNothingForAnotherPage(String origin, String site, String tokenIs, String hostName, int status) {
        String headers =
                (origin.equals("none") ? "" : origin.equals("own") ? ownOrigin() : "Origin: " + origin + "\r\n")
                        + "Sec-Fetch-Site: " + site + "\r\n"
                        + (tokenIs.equals("none")
                                ? ""
                                : tokenIs.equals("right")
                                        ? tokenHeader()
                                        : PageGuard.TOKEN_HEADER + ": " + "x".repeat(43) + "\r\n");

        Answer answer = call(
                "POST", "/api/insertion", hostName + ":" + page.port(), headers, "{\"slot\":0,\"card\":\"hanako\"}");

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.head()).doesNotContainIgnoringCase("access-control-allow");
        assertThat(reader.inserted(0)).isEmpty();
    }

    @Test
    void tellsAnotherPageNeitherTheWalletNorTheToken() {
        assertThat(get("/api/state", "").status()).isEqualTo(403);
        assertThat(call("GET", "/", "evil.example:" + page.port(), "", "").status())
                .isEqualTo(421);
        assertThat(get("/", "Sec-Fetch-Dest: iframe\r\n").status()).isEqualTo(403);
        assertThat(call("OPTIONS", "/api/insertion", host, "Origin: http://evil.example\r\n", "")
                        .status())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            /,         ja-JP;q=0.9, ja
            /,         fr,          en
            /?lang=en, ja,          en
            /?lang=xx, ja,          ja
            """)
    void speaksTheLanguageThatIsAskedFor(String path, String accepted, String language) {
        assertThat(get(path, "Accept-Language: " + accepted + "\r\n").body())
                .contains("<html lang=\"" + language + "\">");
    }

    @Test
    void everyAnswerIsStrict() {
        assertThat(get("/", "").head())
                .contains("default-src 'none'")
                .containsIgnoringCase("X-Content-Type-Options: nosniff")
                .containsIgnoringCase("Cross-origin-opener-policy: same-origin");
    }

    private Path drawer(String name) {
        return directory
                .resolve("drawer")
                .resolve(name + SoftwareCardFile.SUFFIX)
                .toAbsolutePath()
                .normalize();
    }

    private String ownOrigin() {
        return "Origin: http://" + host + "\r\n";
    }

    private String tokenHeader() {
        return PageGuard.TOKEN_HEADER + ": " + token + "\r\n";
    }

    private Answer get(String path, String headers) {
        return call("GET", path, host, headers, "");
    }

    private Answer post(String path, String body, String headers) {
        return call("POST", path, host, headers, body);
    }

    private record Answer(int status, String head, String body) {}

    /** A plain socket, because HTTP clients do not let a test choose Host and Origin. */
    private Answer call(String method, String path, String hostHeader, String headers, String body) {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        String request = method + " " + path + " HTTP/1.1\r\nHost: " + hostHeader + "\r\nConnection: close\r\n"
                + headers + "Content-Length: " + content.length + "\r\n\r\n" + body;
        try (Socket socket = new Socket("127.0.0.1", page.port())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int end = answer.indexOf("\r\n\r\n");
            return new Answer(
                    Integer.parseInt(answer.substring(9, 12)), answer.substring(0, end), answer.substring(end + 4));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
