package dev.furikomi.catalog.feed;

import dev.furikomi.catalog.http.Problem;
import dev.furikomi.catalog.http.StaffOnly;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/** The merchant's product feed comes in here, and its reports come out. */
@Path("/v1/catalogue")
@Produces(MediaType.APPLICATION_JSON)
@StaffOnly
@SecurityRequirement(name = "staff")
@Tag(name = "Catalogue")
class CatalogueResource {

    static final String TSV = "text/tab-separated-values";
    private static final String FIRST_ROW = "-1";

    private final FeedImport feedImport;
    private final ImportReports reports;
    private final FeedConfig config;

    CatalogueResource(FeedImport feedImport, ImportReports reports, FeedConfig config) {
        this.feedImport = feedImport;
        this.reports = reports;
        this.config = config;
    }

    @PUT
    @Consumes({TSV, MediaType.APPLICATION_XML, MediaType.TEXT_XML, "application/rss+xml", "application/atom+xml"})
    @Blocking
    @Operation(
            summary = "Make the catalogue what this feed says",
            description = "The whole feed in the Google Merchant Center product data specification. Products that it"
                    + " does not name are withdrawn. A feed that is read only in part changes nothing.")
    @RequestBody(
            required = true,
            content = {
                @Content(mediaType = TSV, schema = @Schema(type = SchemaType.STRING, format = "binary")),
                @Content(
                        mediaType = MediaType.APPLICATION_XML,
                        schema = @Schema(type = SchemaType.STRING, format = "binary"))
            })
    @APIResponse(
            responseCode = "200",
            description = "The catalogue is this feed now, without the refused rows",
            content = @Content(schema = @Schema(implementation = ImportReport.class)))
    @APIResponse(
            responseCode = "409",
            description = "import-in-progress",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @APIResponse(
            responseCode = "422",
            description = "feed-malformed, encoding-invalid, feed-without-products",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Response replace(InputStream feed, @Context HttpHeaders headers) {
        boolean tsv =
                headers.getMediaType().getSubtype().toLowerCase(Locale.ROOT).equals("tab-separated-values");
        ImportOutcome outcome = feedImport.run(tsv ? new TsvFeedReader(feed) : new XmlFeedReader(feed));
        if (outcome instanceof ImportOutcome.Switched switched) {
            ImportReport report = reports.find(switched.importId(), -1, config.rowsInAnswerMax())
                    .await()
                    .atMost(config.statementTimeout())
                    .orElseThrow();
            return Response.ok(report).build();
        }
        if (outcome instanceof ImportOutcome.Failed failed) {
            return Problem.of(
                            422,
                            failed.reason(),
                            "The feed was not taken in",
                            failed.detail() + " Last row read: " + failed.row() + ". Import " + failed.importId()
                                    + ". The catalogue was not changed.")
                    .response();
        }
        return Problem.of(409, "import-in-progress", "Another import runs", "Wait for it to end, then send again.")
                .response();
    }

    @GET
    @Path("/imports/{id}")
    @Operation(summary = "The stored report of an import with its refused rows, page by page")
    @APIResponse(
            responseCode = "200",
            description = "The report",
            content = @Content(schema = @Schema(implementation = ImportReport.class)))
    @APIResponse(
            responseCode = "404",
            description = "import-unknown",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Uni<Response> report(
            @PathParam("id") UUID id,
            @RestQuery @DefaultValue(FIRST_ROW) long after,
            @RestQuery
                    @DefaultValue("1000")
                    @Min(value = 1, message = "out-of-range")
                    @Max(value = 10000, message = "out-of-range")
                    int limit) {
        return reports.find(id, after, limit)
                .map(found -> found.map(report -> Response.ok(report).build()).orElseGet(() -> Problem.of(
                                404, "import-unknown", "No such import", "There is no import with this id.")
                        .response()));
    }
}
