package dev.furikomi.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.jwk.ECKey;
import dev.furikomi.audit.JournalEntry;
import dev.furikomi.audit.Seal;
import dev.furikomi.audit.SealRange;
import dev.furikomi.audit.SealSigner;
import dev.furikomi.audit.database.SealTable;
import dev.furikomi.card.issuing.BankCredentials;
import dev.furikomi.card.issuing.KeyFiles;
import dev.furikomi.card.issuing.Validity;
import dev.furikomi.card.jose.SigningKeys;
import dev.furikomi.card.trust.Bank;
import dev.furikomi.card.trust.BankList;
import dev.furikomi.card.trust.Environment;
import dev.furikomi.quickstart.embedded.PostgresDatabase;
import dev.furikomi.quickstart.embedded.PostgresServer;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** {@code ./furikomi ledger} on a small ledger in a real database, of which it knows no more than the columns it reads. */
class LedgerCommandTest {

    private static final String TABLES = """
            drop table if exists account, transfer, journal_entry, journal_seal;
            create table account (id bigint, number text, currency text, balance_minor bigint, reserved_minor bigint);
            create table transfer (id uuid, debit_account bigint, credit_account bigint, amount_minor bigint,
                                   currency text, status text);
            create table journal_entry (id bigint, transfer_id uuid, debit_account bigint, credit_account bigint,
                                        amount_minor bigint, currency text, debit_balance_minor bigint,
                                        credit_balance_minor bigint, booked_at timestamptz, written_in xid8);
            create table journal_seal (number bigint, kind text, previous_hash bytea, cluster bigint, xid_offset bigint,
                                       from_written_in bigint, from_id bigint, to_written_in bigint, to_id bigint,
                                       entry_count bigint, highest_id bigint, rows_hash bytea, contents bytea,
                                       sealed_at timestamptz, hash bytea, signature text);
            insert into account values (1, 'funding', 'JPY', -60, 0), (2, 'taro', 'JPY', 60, 5);
            insert into transfer values ('00000000-0000-0000-0000-000000000009', 2, 1, 5, 'JPY', 'RESERVED')""";

    private static PostgresServer server;
    private static PostgresDatabase database;

    @TempDir
    private Path directory;

    private Seal newest;

    @BeforeAll
    static void startDatabase() {
        server = PostgresServer.temporary();
        database = server.createDatabase("ledger");
    }

    @AfterAll
    static void stopDatabase() {
        server.close();
    }

    @BeforeEach
    void makeALedger() throws Exception {
        BankCredentials bank = BankCredentials.create(
                "MNTOJPJT", "Minato Bank", Validity.fromNow(InstantSource.system(), Duration.ofDays(9)));
        ECKey key = bank.eventKey();
        writeBankList(bank);
        Files.writeString(directory.resolve("keys.json"), key.toPublicJWK().toJSONString());
        Files.writeString(directory.resolve("password"), database.password() + "\n");
        try (Connection connection = connection()) {
            sql(TABLES);
            newest = null;
            for (int id = 1; id <= 6; id++) {
                UUID transfer = new UUID(0, 100 + id);
                sql("insert into transfer values ('" + transfer + "', 1, 2, 10, 'JPY', 'POSTED')");
                sql("insert into journal_entry values (" + id + ", '" + transfer + "', 1, 2, 10, 'JPY', " + -10 * id
                        + ", " + 10 * id + ", 'epoch'::timestamptz + interval '" + id + " s', '" + (800 + id) + "')");
                if (id < 6) {
                    Seal.Builder builder = new Seal.Builder()
                            .add(
                                    new JournalEntry(
                                            id,
                                            transfer,
                                            1,
                                            2,
                                            10,
                                            "JPY",
                                            -10 * id,
                                            10 * id,
                                            id * 1_000_000L,
                                            800 + id,
                                            true),
                                    "funding",
                                    "taro");
                    SealRange before = newest == null ? SealRange.BEGINNING : newest.range();
                    newest = new SealSigner(key, "/banks/MNTOJPJT")
                            .sign(builder.build(
                                    Seal.Kind.ENTRIES,
                                    newest,
                                    77,
                                    0,
                                    before.upTo(801 + id, 0),
                                    1_700_000_000_000_000L));
                    SealTable.write(connection, newest);
                }
            }
        }
    }

    private void writeBankList(BankCredentials bank) throws Exception {
        ECKey root = SigningKeys.generate();
        Bank listed = bank.listed(
                new Bank.LocalisedName("Minato Bank", "みなと銀行"),
                "<svg/>".getBytes(StandardCharsets.UTF_8),
                List.of("http://bank-a.localhost:8082"),
                "http://bank-a.localhost:8082/v1/windows");
        Instant now = Instant.now();
        BankList list = new BankList(
                "Furikomi Demo", Environment.DEVELOPMENT, now, now.plus(Duration.ofDays(1)), List.of(listed));
        Files.writeString(directory.resolve("bank-list.jws"), list.sign(root));
        KeyFiles.writePublicKey(directory.resolve("scheme-root.jwk"), root);
        KeyFiles.writePublicKey(directory.resolve("another.jwk"), SigningKeys.generate());
    }

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, delimiter = '|', textBlock = """
            words                                                              | code | said
            --keys bank-list.jws --scheme-root scheme-root.jwk --issuer MNTOJPJT | 0  | All is proven
            --keys bank-list.jws --scheme-root scheme-root.jwk --issuer /banks/MNTOJPJT | 0 | All is proven
            --keys bank-list.jws --scheme-root scheme-root.jwk                 | 2    | --issuer MNTOJPJT
            --keys bank-list.jws --scheme-root scheme-root.jwk --issuer ABCDJPJT | 2  | there is no bank ABCDJPJT
            --keys bank-list.jws --issuer MNTOJPJT                             | 2    | --scheme-root FILE
            --keys keys.json --scheme-root scheme-root.jwk                     | 2    | goes with a signed bank list
            --keys bank-list.jws --scheme-root another.jwk --issuer MNTOJPJT   | 3    | has not signed it
            --keys none.json                                                   | 3    | there is no such file
            """)
    void takesTheKeysFromTheSignedBankListOrSaysWhatIsMissing(String words, int code, String said) {
        String[] all = Arrays.stream(words.split(" "))
                .map(word -> word.matches(".*\\.(jws|jwk|json)")
                        ? directory.resolve(word).toString()
                        : word)
                .toArray(String[]::new);

        Said verified = verify(all);

        assertThat(verified.exitCode).as(verified.error).isEqualTo(code);
        assertThat(verified.output + verified.error).contains(said).doesNotContain("Exception");
    }

    @Test
    void replacesNoFileUnlessItIsToldTo() throws Exception {
        Path export = Files.writeString(directory.resolve("ledger.jsonl.gz"), "what was there");

        Said refused = onDatabase("export", "--output", export.toString());

        assertThat(refused.exitCode).isEqualTo(2);
        assertThat(refused.error.strip()).contains("--overwrite replaces it").hasLineCount(1);
        assertThat(export).hasContent("what was there");
        assertThat(onDatabase("export", "--overwrite", "--output", export.toString()).exitCode)
                .isZero();
        assertThat(run("ledger", "verify", "--export", export.toString()).exitCode)
                .isZero();
    }

    @Test
    void saysThatAFileIsMissingInWords() {
        Said said =
                onDatabase("export", "--output", directory.resolve("none/x.gz").toString());

        assertThat(said.exitCode).isEqualTo(3);
        assertThat(said.error.strip())
                .contains("there is no such file or directory")
                .hasLineCount(1);
    }

    /** What an export that somebody edited by hand says. */
    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, delimiter = '|', textBlock = """
            what                                | instead | said
            \\{"type":"entry","id":3,.*\\n        | ''      | first broken row: entries-are-as-sealed: seal 3
            (?s)("type":"entry","id":3,)        | $1oops  | the last whole row before it: seal 3
            "transferId":"00000000-0000-0000-0000-000000000069" | "transferId":"x" | last whole row before it: seal 5
            """)
    void namesTheRowWhereAnExportIsDamaged(String what, String instead, String said) throws Exception {
        Path export = directory.resolve("damaged.gz");
        onDatabase("export", "--output", export.toString());
        String text;
        try (InputStream in = new GZIPInputStream(Files.newInputStream(export))) {
            text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        String other = text.replaceFirst(what, instead);
        assertThat(other).isNotEqualTo(text);
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(export))) {
            out.write(other.getBytes(StandardCharsets.UTF_8));
        }

        Said verified = run("ledger", "verify", "--export", export.toString());

        assertThat(verified.exitCode).isEqualTo(1);
        assertThat(verified.error.strip()).contains("proves nothing", said).hasLineCount(1);
    }

    @Test
    void provesALedgerInItsDatabase() throws Exception {
        Said said =
                verify("--keys", directory.resolve("keys.json").toString(), "--issuer", "/banks/MNTOJPJT", "--json");

        assertThat(said.exitCode).as(said.output + said.error).isZero();
        JsonNode ledger =
                new ObjectMapper().readTree(said.output).path("ledgers").path(0);
        assertThat(ledger.path("proven").asBoolean()).isTrue();
        assertThat(ledger.path("sealedEntries").asInt()).isEqualTo(5);
        assertThat(ledger.path("unsealedEntries").asInt()).isEqualTo(1);
        assertThat(ledger.path("newestSeal").path("hash").asText()).isEqualTo(newest.hash());
        assertThat(ledger.path("signaturesChecked").asInt()).isEqualTo(1);
        assertThat(said.output + said.error).doesNotContain(database.password());
    }

    @Test
    void doesNotSayThatAllIsProvenWhenNothingTellsWhoSealedTheBooks() throws Exception {
        Said unsigned = verify();
        Said signed = verify("--keys", directory.resolve("keys.json").toString(), "--issuer", "/banks/MNTOJPJT");

        assertThat(unsigned.exitCode).as(unsigned.output + unsigned.error).isZero();
        assertThat(unsigned.output)
                .contains("Who sealed these books was not checked")
                .doesNotContain("All is proven");
        assertThat(signed.output).contains("All is proven").doesNotContain("Who sealed");
    }

    @Test
    void namesTheFirstBrokenRow() throws Exception {
        sql("update journal_entry set amount_minor = 11 where id = 3");

        Said said = verify();

        assertThat(said.exitCode).isEqualTo(1);
        assertThat(said.output)
                .contains("First broken row: ")
                .contains("seal 3, entry 3, transfer " + new UUID(0, 103))
                .contains("entries-are-as-sealed            BROKEN (1)");
    }

    @Test
    void provesAnExportWithoutTheDatabaseAndHoldsItAgainstANotedSeal() throws Exception {
        Path export = directory.resolve("ledger.jsonl.gz");
        Said exported = onDatabase("export", "--output", export.toString());
        assertThat(exported.exitCode).as(exported.error).isZero();
        if (Files.getFileStore(export).supportsFileAttributeView("posix")) {
            assertThat(Files.getPosixFilePermissions(export)).hasSize(2);
        }

        String other = "0".repeat(64);
        assertThat(run("ledger", "verify", "--export", export.toString(), "--seal", "5:" + newest.hash()).exitCode)
                .isZero();
        assertThat(run("ledger", "verify", "--export", export.toString(), "--seal", "5:" + other).exitCode)
                .isEqualTo(1);
        assertThat(run("ledger", "verify", "--export", export.toString(), "--seal", "6:" + other).exitCode)
                .isEqualTo(1);
        byte[] whole = Files.readAllBytes(export);
        Files.write(export, Arrays.copyOf(whole, whole.length - 20));
        Said cut = run("ledger", "verify", "--export", export.toString());
        assertThat(cut.exitCode).isEqualTo(1);
        assertThat(cut.error).contains("proves nothing").hasLineCount(1);
    }

    @Test
    void saysNothingOfALedgerThatItCannotRead() throws Exception {
        Files.writeString(directory.resolve("password"), "another");
        Said refused = verify();
        assertThat(refused.exitCode).isEqualTo(3);
        assertThat(refused.output).isEmpty();

        assertThat(run("ledger", "verify", "--export", directory.resolve("none").toString()).exitCode)
                .isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ledger",
                "ledger export --output x",
                "ledger export --bank minato",
                "ledger verify --export x --bank minato",
                "ledger verify --export x --seal 1:abc",
                "ledger verify --database postgresql://localhost/x",
                "ledger verify --database mysql://localhost/x --user y",
                "ledger verify --database postgresql://localhost/x?password=secret --user y",
                "ledger verify --database postgresql://y:secret@localhost/x --user y",
                "ledger verify --user y",
                "ledger keys",
                "ledger keys --database postgresql://localhost/x --user y",
                "ledger verify --export x --scheme-root x",
                "ledger verify --export x --issuer /banks/X"
            })
    void answersAMisuseWithOneLineAndExitCodeTwo(String line) {
        Said said = run(line.split(" "));

        assertThat(said.exitCode).as(said.error).isEqualTo(2);
        assertThat(said.error.strip()).startsWith("furikomi: ").hasLineCount(1);
    }

    private Said verify(String... words) {
        return onDatabase("verify", words);
    }

    private Said onDatabase(String command, String... words) {
        List<String> all = new ArrayList<>(List.of(
                "ledger",
                command,
                "--database",
                database.jdbcUrl().substring("jdbc:".length()),
                "--user",
                database.role(),
                "--password-file",
                directory.resolve("password").toString()));
        all.addAll(List.of(words));
        return run(all.toArray(String[]::new));
    }

    private static Connection connection() throws Exception {
        return DriverManager.getConnection(database.jdbcUrl(), database.role(), database.password());
    }

    private static void sql(String sql) throws Exception {
        try (Connection connection = connection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private record Said(int exitCode, String output, String error) {}

    private static Said run(String... words) {
        StringWriter output = new StringWriter();
        StringWriter error = new StringWriter();
        CommandLine commandLine = Furikomi.commandLine();
        commandLine.setOut(new PrintWriter(output, true));
        commandLine.setErr(new PrintWriter(error, true));
        int exitCode = commandLine.execute(words);
        return new Said(exitCode, output.toString(), error.toString());
    }
}
