package dev.furikomi.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.furikomi.card.issuing.BankCredentials;
import dev.furikomi.card.issuing.Validity;
import dev.furikomi.card.piv.PivSlot;
import dev.furikomi.card.software.SoftwareCardFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The commands against a bank that only notes down what it is told. */
class CardCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ACCOUNT = """
            {"number":"4711","holder":"Hanako","customerId":"hanako","currency":"JPY","kind":"deposit","state":"open"}""";

    @TempDir
    private Path directory;

    private final List<String> told = new ArrayList<>();
    private HttpServer bank;
    private int registrationStatus = 204;
    private String registrationReason = "busy";
    private boolean referencesAreTaken;

    @BeforeEach
    void openABank() throws IOException {
        bank = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        bank.createContext("/v1/operator/", this::answer);
        bank.start();
        BankCredentials.create(
                        "MNTOJPJT", "Minato Bank", Validity.fromNow(InstantSource.system(), Duration.ofDays(365)))
                .write(directory.resolve("ca"));
        Files.writeString(directory.resolve("token"), "the-staff-token\n");
    }

    @AfterEach
    void closeTheBank() {
        bank.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String path = exchange.getRequestURI().getPath().substring("/v1/operator/".length());
        told.add(exchange.getRequestMethod() + " " + path + " " + body);
        boolean isStaff =
                "Bearer the-staff-token".equals(exchange.getRequestHeaders().getFirst("Authorization"));
        byte[] answer = (isStaff
                        ? path.equals("accounts/4711")
                                ? ACCOUNT
                                : "{\"reason\":\"" + reason(path) + "\",\"detail\":\"Too much to do.\\nLater.\"}"
                        : "{\"reason\":\"staff-token-invalid\",\"detail\":\"No.\"}")
                .getBytes(StandardCharsets.UTF_8);
        int status = !isStaff ? 401 : path.equals("accounts/4711") ? 200 : status(path, body);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, status == 204 ? -1 : answer.length);
        if (status != 204) {
            exchange.getResponseBody().write(answer);
        }
        exchange.close();
    }

    private String reason(String path) {
        return path.startsWith("account-references/") ? "account-reference-taken" : registrationReason;
    }

    private int status(String path, String body) {
        if (path.startsWith("account-references/")) {
            return referencesAreTaken && !body.contains("\"replace\":true") ? 409 : 204;
        }
        return path.startsWith("cards/")
                        && body.contains("\"account\"")
                        && registrationReason.equals("account-not-expected")
                ? 422
                : registrationStatus;
    }

    @Test
    void makesNoCardForAReferenceOfAnotherAccountUnlessItIsToBeMoved() {
        referencesAreTaken = true;

        Said refused = issue("--file", file("hanako"), "--reference", "acc-0001");
        assertThat(refused.exitCode).isEqualTo(1);
        assertThat(refused.error)
                .startsWith("furikomi: account-reference-taken: ")
                .contains("--move")
                .hasLineCount(1);
        assertThat(Path.of(file("hanako"))).doesNotExist();
        told.clear();

        assertThat(issue("--file", file("hanako"), "--reference", "acc-0001", "--move").exitCode)
                .isZero();
        assertThat(told)
                .filteredOn(call -> call.startsWith("PUT account-references/acc-0001 "))
                .singleElement()
                .asString()
                .contains("\"replace\":true", "\"account\":\"4711\"");
    }

    /** A card of the bank's own that its register lacks, with a reference that stands for somebody else's account. */
    @Test
    void importsNoCardOfAnotherAccountUnlessItIsToBeMoved() throws Exception {
        issue("--file", file("hanako"));
        registrationReason = "account-not-expected";
        referencesAreTaken = true;
        told.clear();

        Said refused = run(bankOptions("import", file("hanako"), "--account", "4711"));
        assertThat(refused.error).startsWith("furikomi: ").contains("--move").hasLineCount(1);
        assertThat(told).noneMatch(call -> call.startsWith("PUT cards/") && !call.contains("\"account\""));
        told.clear();

        Said moved = run(bankOptions("import", file("hanako"), "--account", "4711", "--move"));
        assertThat(moved.exitCode).as(moved.error).isZero();
        assertThat(told)
                .filteredOn(call -> call.startsWith("PUT account-references/"))
                .singleElement()
                .asString()
                .contains("\"replace\":true");
    }

    @Test
    void issuesASoftwareCardAndTellsTheBank() throws IOException {
        Said said = issue("--file", file("hanako"), "--policy", "pin", "--algorithm", "es384", "--json");

        assertThat(said.exitCode).as(said.error).isZero();
        JsonNode facts = JSON.readTree(said.output);
        String reference = facts.path("accountReference").asText();
        assertThat(told).hasSize(3);
        assertThat(told.get(0)).startsWith("GET accounts/4711");
        assertThat(told.get(1)).isEqualTo("PUT account-references/" + reference + " {\"account\":\"4711\"}");
        assertThat(told.get(2))
                .startsWith("PUT cards/" + facts.path("cardId").asText() + " {\"certificates\":{\"9A\":\"-----BEGIN")
                .contains("\"9C\":", "\"9E\":");
        SoftwareCardFile card = SoftwareCardFile.open(Path.of(file("hanako")));
        assertThat(card.label()).isEqualTo("Hanako, Minato (JPY)");
        assertThat(card.certificate(PivSlot.SIGNATURE)).isPresent();
        assertThat(said.output + said.error).doesNotContain("the-staff-token");
    }

    @Test
    void keepsACardThatIsThere() throws IOException {
        issue("--file", file("hanako"));
        byte[] before = Files.readAllBytes(Path.of(file("hanako")));
        told.clear();

        Said said = issue("--file", file("hanako"));

        assertThat(said.exitCode).isEqualTo(1);
        assertThat(said.error).startsWith("furikomi: card-exists: ");
        assertThat(Files.readAllBytes(Path.of(file("hanako")))).isEqualTo(before);
        assertThat(told).noneMatch(call -> call.startsWith("PUT"));
    }

    @Test
    void saysThatTheCardIsMadeWhenTheBankDoesNotTakeIt() {
        registrationStatus = 503;

        Said said = issue("--file", file("hanako"));

        assertThat(said.exitCode).isEqualTo(1);
        assertThat(said.error)
                .startsWith("furikomi: busy: the card is made (")
                .contains("Too much to do. Later.", "card import")
                .hasLineCount(1);
        assertThat(Path.of(file("hanako"))).exists();
    }

    @Test
    void refusesAWrongTokenByItsName() throws IOException {
        Files.writeString(directory.resolve("token"), "another");

        Said said = issue("--file", file("hanako"));

        assertThat(said.exitCode).isEqualTo(1);
        assertThat(said.error).startsWith("furikomi: staff-token-invalid: ");
        assertThat(Path.of(file("hanako"))).doesNotExist();
    }

    @Test
    void showsASoftwareCardByItsFile() throws IOException {
        issue("--file", file("hanako"));

        Said text = run("show", file("hanako"));
        JsonNode json = JSON.readTree(run("show", file("hanako"), "--json").output);

        assertThat(text.output)
                .contains("Hanako, Minato (JPY)", "5 tries left", "9E        ES256", "9A        no certificate");
        assertThat(json.path("slots").path(0).path("condition").asText()).isEqualTo("valid");
        assertThat(json.path("slots").path(0).has("bank")).isFalse();
        assertThat(text.output + json).doesNotContain("123456");
    }

    @Test
    void blocksACardByItsFile() throws IOException {
        JsonNode facts = JSON.readTree(issue("--file", file("hanako"), "--json").output);
        told.clear();

        Said said = run(bankOptions("block", file("hanako")));

        assertThat(said.exitCode).as(said.error).isZero();
        assertThat(told)
                .containsExactly("PUT cards/" + facts.path("cardId").asText() + "/state {\"state\":\"blocked\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "issue --account 1",
                "issue --bank-url http://bank.example --account 1",
                "issue --bank-url ftp://127.0.0.1 --account 1",
                "issue --bank-url https://user:secret@bank.example --account 1",
                "issue --bank-url http://127.0.0.1.bank.example --account 1",
                "issue --bank-url https://bank.example --account 1/../2",
                "issue --bank-url https://bank.example --account 1 --valid-days 0",
                "issue --bank-url https://bank.example --account 1 --reference a/b",
                "issue --bank-url https://bank.example --account 1 --policy face",
                "issue --bank-url https://bank.example --account 1 --pin 123456",
                "issue --bank-url https://bank.example --account 1 --reader X --name y",
                "show",
                "show a --virtual-reader",
                "show a --bank-list x",
                "block --bank-url https://bank.example --card-id short",
                "list --account 1 --readers",
            })
    void aMisuseIsOneLineAndExitCodeTwo(String line) {
        Said said = run(line.isEmpty() ? new String[0] : line.split(" "));

        assertThat(said.exitCode).as(said.error).isEqualTo(2);
        assertThat(said.error).startsWith("furikomi: ").hasLineCount(1);
    }

    @Test
    void asksForNoSecretWhereNobodyCanAnswer() {
        Said said = run("issue", "--bank-url", bankUrl(), "--account", "4711", "--file", file("hanako"));

        assertThat(said.exitCode).isEqualTo(1);
        assertThat(said.error)
                .startsWith("furikomi: secret-missing: the staff token is needed: give --token-file FILE");
    }

    private String file(String name) {
        return directory.resolve(name + SoftwareCardFile.SUFFIX).toString();
    }

    private String bankUrl() {
        return "http://127.0.0.1:" + bank.getAddress().getPort();
    }

    private Said issue(String... words) {
        List<String> all = new ArrayList<>(List.of("issue", "--account", "4711"));
        all.addAll(List.of(words));
        return run(bankOptions(all.toArray(String[]::new)));
    }

    private String[] bankOptions(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of(
                "--bank",
                "Minato",
                "--bank-url",
                bankUrl(),
                "--token-file",
                directory.resolve("token").toString(),
                "--card-authority",
                directory.resolve("ca").toString()));
        return all.toArray(String[]::new);
    }

    private record Said(int exitCode, String output, String error) {}

    private static Said run(String... words) {
        StringWriter output = new StringWriter();
        StringWriter error = new StringWriter();
        CommandLine commandLine = Furikomi.commandLine();
        commandLine.setOut(new PrintWriter(output, true));
        commandLine.setErr(new PrintWriter(error, true));
        List<String> all = new ArrayList<>(List.of("card"));
        all.addAll(List.of(words));
        int exitCode = commandLine.execute(all.toArray(String[]::new));
        return new Said(exitCode, output.toString().strip(), error.toString().strip());
    }
}
