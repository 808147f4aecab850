package dev.furikomi.bank.operator;

import dev.furikomi.bank.ledger.seal.Seals;
import dev.furikomi.bank.ledger.seal.Seals.PublishedSeal;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What an auditor notes of the journal's seals. */
@Path("/v1/operator/ledger/seals")
@StaffOnly
@Tag(name = "operator")
class SealResource {

    private final Seals seals;

    SealResource(Seals seals) {
        this.seals = seals;
    }

    @GET
    @Path("/latest")
    @Operation(summary = "The newest seal over the journal")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = PublishedSeal.class)))
    public Uni<Response> latest() {
        return seals.newest().map(SealResource::answer);
    }

    @GET
    @Path("/{number: [0-9]{1,18}}")
    @Operation(summary = "A seal over the journal")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = PublishedSeal.class)))
    public Uni<Response> numbered(@PathParam("number") long number) {
        return seals.numbered(number).map(SealResource::answer);
    }

    private static Response answer(Optional<PublishedSeal> seal) {
        return seal.map(found -> Response.ok(found).build())
                .orElseGet(() -> Answers.refusal(404, "seal-unknown", "There is no such seal, or none was made yet."));
    }
}
