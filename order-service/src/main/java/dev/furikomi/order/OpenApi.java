package dev.furikomi.order;

import jakarta.ws.rs.core.Application;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;

/** What the generated document cannot know by itself. */
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Furikomi order file",
                        version = "1",
                        description = "Orders of a merchant, their payment by transfer and their shipment. "
                                + "Refusals are problem details (RFC 9457) with a stable reason."))
@SecurityScheme(
        securitySchemeName = "order-access-token",
        type = SecuritySchemeType.HTTP,
        scheme = "bearer",
        description = "The token that the catalogue answered the purchase with; it serves once")
@SecurityScheme(
        securitySchemeName = "staff-token",
        type = SecuritySchemeType.HTTP,
        scheme = "bearer",
        description = "The token of the merchant's staff")
public class OpenApi extends Application {}
