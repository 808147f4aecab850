package dev.furikomi.bank.operator;

import dev.furikomi.bank.http.Problem;
import dev.furikomi.bank.http.ProblemException;
import dev.furikomi.bank.statement.AccountStatement;
import dev.furikomi.bank.statement.StatementAccount;
import dev.furikomi.bank.statement.StatementEntry;
import dev.furikomi.bank.statement.StatementWriter;
import dev.furikomi.bank.statement.Statements;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerResponse;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Staff takes whole statements and credit notices; however long, they are written while they are read. */
@Path("/v1/operator")
@StaffOnly
@Blocking
@Tag(name = "operator")
class StatementFileResource {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Statements statements;
    private final StatementWriter writer;
    private final Clock clock;

    StatementFileResource(Statements statements, StatementWriter writer, Clock clock) {
        this.statements = statements;
        this.writer = writer;
        this.clock = clock;
    }

    @GET
    @Path("/accounts/{number}/statement")
    @Operation(summary = "The account's statement over a period, as camt.053.001.08 or CSV")
    @APIResponse(
            responseCode = "200",
            content = {
                @Content(mediaType = "application/xml", schema = @Schema(type = SchemaType.STRING)),
                @Content(mediaType = "text/csv", schema = @Schema(type = SchemaType.STRING))
            })
    public Response statement(
            @PathParam("number") String number,
            @Parameter(description = "RFC 3339; the period's first moment") @QueryParam("from") @Nullable String from,
            @Parameter(description = "RFC 3339; the moment before which it ends, now when absent")
                    @QueryParam("to")
                    @Nullable
                    String to,
            @Parameter(description = "camt or csv, in place of Accept") @QueryParam("format") @Nullable String format,
            @Context HttpHeaders headers,
            @Context HttpServerResponse connection) {
        StatementFormat wanted =
                StatementFormat.of(format, headers, List.of(StatementFormat.CAMT, StatementFormat.CSV));
        AccountStatement statement = statement(number, from, to);
        if (wanted == StatementFormat.CSV) {
            return file(wanted, "statement.csv", connection, out -> writer.csv(statement, out));
        }
        if (!writer.fitsCamt(statement)) {
            return Answers.refusal(
                    422, "balance-too-long", "A balance has more digits than ISO 20022 knows. Ask for CSV.");
        }
        return file(wanted, "camt.053.xml", connection, out -> writer.camt053(statement, out));
    }

    @GET
    @Path("/accounts/{number}/credit-notices")
    @Operation(summary = "What was credited in a period, as camt.054.001.08")
    @APIResponse(
            responseCode = "200",
            content = @Content(mediaType = "application/xml", schema = @Schema(type = SchemaType.STRING)))
    public Response creditNotices(
            @PathParam("number") String number,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @Parameter(description = "camt, in place of Accept") @QueryParam("format") @Nullable String format,
            @Context HttpHeaders headers,
            @Context HttpServerResponse connection) {
        StatementFormat camt = StatementFormat.of(format, headers, List.of(StatementFormat.CAMT));
        AccountStatement statement = statement(number, from, to);
        return file(camt, "camt.054.xml", connection, out -> writer.camt054(statement, out));
    }

    @GET
    @Path("/accounts/{number}/credit-notices/{transferId}")
    @Operation(summary = "What one transfer credited, as camt.054.001.08")
    @APIResponse(
            responseCode = "200",
            content = @Content(mediaType = "application/xml", schema = @Schema(type = SchemaType.STRING)))
    public Response creditNotice(
            @PathParam("number") String number,
            @PathParam("transferId") UUID transferId,
            @Parameter(description = "camt, in place of Accept") @QueryParam("format") @Nullable String format,
            @Context HttpHeaders headers,
            @Context HttpServerResponse connection) {
        StatementFormat camt = StatementFormat.of(format, headers, List.of(StatementFormat.CAMT));
        StatementAccount account = known(statements.account(number));
        Optional<StatementEntry> credit = await(statements.credit(account, transferId));
        return credit.map(found -> file(camt, "camt.054.xml", connection, out -> writer.camt054(account, found, out)))
                .orElseGet(() -> Answers.refusal(
                        404, "transfer-unknown", "No transfer with that id has been credited to this account."));
    }

    private AccountStatement statement(String number, @Nullable String from, @Nullable String to) {
        return known(statements.statement(number, StatementTimes.period(from, to, clock.instant())));
    }

    private static <T> T known(Uni<Optional<T>> asked) {
        return await(asked)
                .orElseThrow(() ->
                        new ProblemException(Problem.of(404, "account-unknown", "This bank has no such account.")));
    }

    private static <T> T await(Uni<T> asked) {
        return asked.await().atMost(PATIENCE);
    }

    /** Writes an answer's body. */
    private interface Body {
        void write(OutputStream out) throws IOException;
    }

    private static Response file(StatementFormat format, String name, HttpServerResponse connection, Body body) {
        return Response.ok(streamed(connection, body), format.type())
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    /** A statement that breaks off must not look like a whole one. */
    private static StreamingOutput streamed(HttpServerResponse connection, Body body) {
        return out -> {
            boolean whole = false;
            try {
                body.write(out);
                whole = true;
            } finally {
                if (!whole) {
                    connection.reset();
                }
            }
        };
    }
}
