package dev.furikomi.catalog.product;

import dev.furikomi.catalog.http.Problem;
import dev.furikomi.catalog.language.Language;
import io.smallrye.mutiny.Uni;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** S101 for any other front end: the products as data. */
@Path("/v1/products")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Products")
class ProductResource {

    private final Showcase showcase;

    ProductResource(Showcase showcase) {
        this.showcase = showcase;
    }

    @GET
    @Operation(summary = "The products on sale, by id, page by page")
    @APIResponse(
            responseCode = "200",
            description = "One page",
            content = @Content(schema = @Schema(implementation = ProductPage.class)))
    @APIResponse(
            responseCode = "400",
            description = "invalid-request",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Uni<ProductPage> page(
            @RestQuery
                    @Size(max = 50, message = "too-long")
                    @Parameter(description = "next of the page before")
                    @Nullable
                    String after,
            @RestQuery
                    @DefaultValue("24")
                    @Min(value = 1, message = "out-of-range")
                    @Max(value = 100, message = "out-of-range")
                    int limit,
            @RestQuery
                    @DefaultValue("")
                    @Size(max = 200, message = "too-long")
                    @Parameter(description = "Words to find")
                    String q,
            @RestQuery
                    @Size(max = 750, message = "too-long")
                    @Parameter(description = "Product type, or a level above it")
                    @Nullable
                    String type,
            @RestQuery @Parameter(description = "en or ja; else Accept-Language") @Nullable String lang,
            @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) @Nullable String acceptLanguage) {
        return showcase.page(
                new Products.Selection(after, type == null || type.isBlank() ? null : type, q, limit),
                Language.of(lang, null, acceptLanguage));
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "One product")
    @APIResponse(
            responseCode = "200",
            description = "The product",
            content = @Content(schema = @Schema(implementation = ProductView.class)))
    @APIResponse(
            responseCode = "404",
            description = "product-unknown",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Uni<Response> one(
            @PathParam("id") String id,
            @RestQuery @Nullable String lang,
            @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) @Nullable String acceptLanguage) {
        return showcase.find(id, Language.of(lang, null, acceptLanguage))
                .map(found -> found.map(view -> Response.ok(view).build()).orElseGet(() -> Problem.of(
                                404, "product-unknown", "No such product", "There is no product with this id.")
                        .response()));
    }
}
