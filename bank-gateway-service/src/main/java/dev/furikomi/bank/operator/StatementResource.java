package dev.furikomi.bank.operator;

import dev.furikomi.bank.http.Problem;
import dev.furikomi.bank.http.ProblemException;
import dev.furikomi.bank.statement.AccountBalance;
import dev.furikomi.bank.statement.EntryCursor;
import dev.furikomi.bank.statement.EntryKey;
import dev.furikomi.bank.statement.EntryOrder;
import dev.furikomi.bank.statement.EntryPage;
import dev.furikomi.bank.statement.Period;
import dev.furikomi.bank.statement.StatementCsv;
import dev.furikomi.bank.statement.StatementEntry;
import dev.furikomi.bank.statement.Statements;
import io.smallrye.mutiny.Uni;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Staff looks at what an account held and at its entries. */
@Path("/v1/operator")
@StaffOnly
@Tag(name = "operator")
class StatementResource {

    private final Statements statements;
    private final Clock clock;

    StatementResource(Statements statements, Clock clock) {
        this.statements = statements;
        this.clock = clock;
    }

    /**
     * Some of an account's entries.
     *
     * @param next the address of the next page; absent on the last
     */
    record Entries(
            String number,
            String currency,
            List<StatementEntry> items,
            @Nullable URI next) {}

    @GET
    @Path("/accounts/{number}/balance")
    @Operation(summary = "What the account holds, or held at a past moment")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = AccountBalance.class)))
    public Uni<Response> balance(
            @PathParam("number") String number,
            @Parameter(description = "RFC 3339; now when absent") @QueryParam("at") @Nullable String at) {
        return statements
                .balance(number, StatementTimes.pastMoment("at", at, clock.instant()))
                .map(found -> found.map(balance -> answer(StatementFormat.JSON, balance))
                        .orElseGet(StatementResource::unknown));
    }

    @GET
    @Path("/accounts/{number}/entries")
    @Operation(summary = "The account's entries with the balance after each, page by page")
    @APIResponse(
            responseCode = "200",
            content = {
                @Content(mediaType = "application/json", schema = @Schema(implementation = Entries.class)),
                @Content(mediaType = "text/csv", schema = @Schema(type = SchemaType.STRING))
            })
    public Uni<Response> entries(
            @PathParam("number") String number,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @Parameter(description = "newest or oldest first") @QueryParam("order") @DefaultValue("newest")
                    String order,
            // As text, since JAX-RS takes a parameter that is no number for an address that does not exist.
            @Parameter(
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            minimum = "1",
                                            maximum = "1000",
                                            defaultValue = "100"))
                    @QueryParam("limit")
                    @DefaultValue("100")
                    @Pattern(regexp = "[1-9][0-9]{0,2}|1000", message = "must be a number from 1 to 1000")
                    String limit,
            @Parameter(description = "from the next link") @QueryParam("cursor") @Nullable String cursor,
            @Parameter(description = "json or csv, in place of Accept") @QueryParam("format") @Nullable String format,
            @Context HttpHeaders headers,
            @Context UriInfo uri) {
        StatementFormat wanted =
                StatementFormat.of(format, headers, List.of(StatementFormat.JSON, StatementFormat.CSV));
        EntryOrder direction = order(order);
        Period period = StatementTimes.openPeriod(from, to);
        return statements
                .entries(number, period, direction, Integer.parseInt(limit), key(cursor, direction))
                .map(found ->
                        found.map(page -> answer(wanted, page, next(uri, page))).orElseGet(StatementResource::unknown));
    }

    private static EntryOrder order(String order) {
        return switch (order) {
            case "newest" -> EntryOrder.NEWEST;
            case "oldest" -> EntryOrder.OLDEST;
            default ->
                throw new ProblemException(
                        Problem.of(400, "invalid-request", "Entries are read newest or oldest first.")
                                .with("parameter", "order"));
        };
    }

    private static @Nullable EntryKey key(@Nullable String cursor, EntryOrder order) {
        return cursor == null
                ? null
                : EntryCursor.of(cursor)
                        .filter(known -> known.order() == order)
                        .map(EntryCursor::after)
                        .orElseThrow(() -> new ProblemException(
                                Problem.of(400, "cursor-invalid", "The cursor is not from a next link of this list.")));
    }

    private static @Nullable URI next(UriInfo uri, EntryPage page) {
        EntryCursor next = page.next();
        if (next == null) {
            return null;
        }
        URI whole = uri.getRequestUriBuilder()
                .replaceQueryParam("cursor", next.text())
                .build();
        return URI.create(whole.getRawPath() + "?" + whole.getRawQuery());
    }

    private static Response answer(StatementFormat format, EntryPage page, @Nullable URI next) {
        Object body = format == StatementFormat.CSV
                ? csv(page)
                : new Entries(page.account().number(), page.account().currency(), page.entries(), next);
        Response answer = answer(format, body);
        if (next != null) {
            answer.getHeaders().putSingle(HttpHeaders.LINK, "<" + next + ">; rel=\"next\"");
        }
        return answer;
    }

    private static byte[] csv(EntryPage page) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        StatementCsv csv = new StatementCsv(bytes);
        try {
            csv.begin();
            csv.entries(page.entries());
            csv.end();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static Response answer(StatementFormat format, Object body) {
        return Response.ok(body, format.type())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    static Response unknown() {
        return Answers.refusal(404, "account-unknown", "This bank has no such account.");
    }
}
