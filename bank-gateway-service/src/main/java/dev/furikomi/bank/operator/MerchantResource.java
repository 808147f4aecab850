package dev.furikomi.bank.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import dev.furikomi.bank.merchant.Merchants;
import dev.furikomi.bank.merchant.RegisteredMerchant;
import io.quarkus.resteasy.reactive.jackson.CustomDeserialization;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.net.URISyntaxException;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Staff registers who may ask this bank's customers for transfers. */
@Path("/v1/operator/merchants/{id}")
@StaffOnly
@Tag(name = "operator")
@CustomDeserialization(StrictBody.class)
class MerchantResource {

    private final Merchants merchants;

    MerchantResource(Merchants merchants) {
        this.merchants = merchants;
    }

    /**
     * A merchant.
     *
     * @param keys public P-256 JWKs with {@code kid} that sign payment requests
     * @param payeeAccounts the only accounts that payment requests may name
     * @param returnOrigins the only origins that return URLs may have
     */
    record RegisterMerchant(
            @NotBlank @Size(max = 140) String name,
            @NotEmpty @Size(max = 20) List<@NotNull JsonNode> keys,
            @NotNull @Size(max = 100) List<@NotBlank String> payeeAccounts,
            @NotNull @Size(max = 20) List<@NotBlank String> returnOrigins) {}

    @PUT
    @Operation(summary = "Register a merchant or replace its registration")
    public Uni<Response> register(
            @PathParam("id") @Pattern(regexp = "[a-z0-9-]{1,40}") String id,
            @NotNull @Valid RegisterMerchant registration) {
        Optional<List<ECKey>> keys = keys(registration.keys());
        if (keys.isEmpty()) {
            return Answers.refused(
                    422, "merchant-key-invalid", "Each key must be a public P-256 JWK with a kid of its own.");
        }
        if (!registration.returnOrigins().stream().allMatch(MerchantResource::isOrigin)) {
            return Answers.refused(422, "return-origin-invalid", "A return origin is scheme, host and port, no more.");
        }
        return merchants
                .register(new RegisteredMerchant(
                        id,
                        registration.name(),
                        keys.get(),
                        registration.payeeAccounts(),
                        registration.returnOrigins()))
                .replaceWith(Answers::done);
    }

    private static Optional<List<ECKey>> keys(List<JsonNode> jwks) {
        List<ECKey> keys = new ArrayList<>();
        for (JsonNode jwk : jwks) {
            try {
                ECKey key = ECKey.parse(jwk.toString());
                if (key.isPrivate() || key.getKeyID() == null || !Curve.P_256.equals(key.getCurve())) {
                    return Optional.empty();
                }
                keys.add(key);
            } catch (ParseException | IllegalStateException malformed) {
                return Optional.empty();
            }
        }
        boolean distinct = keys.stream().map(ECKey::getKeyID).distinct().count() == keys.size();
        return distinct ? Optional.of(keys) : Optional.empty();
    }

    private static boolean isOrigin(String text) {
        try {
            URI uri = new URI(text);
            boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
            return web
                    && uri.getHost() != null
                    && text.equals(
                            uri.getScheme() + "://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort()));
        } catch (URISyntaxException malformed) {
            return false;
        }
    }
}
