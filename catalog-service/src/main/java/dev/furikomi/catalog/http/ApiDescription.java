package dev.furikomi.catalog.http;

import jakarta.ws.rs.core.Application;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.info.License;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;

/** The head of the OpenAPI document. */
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Furikomi catalogue",
                        version = "1",
                        description = "What can be bought (S101, S201), applying for a purchase (S103), and the"
                                + " merchant's feed. Every refusal is an RFC 9457 problem with a stable reason.",
                        license = @License(name = "Apache-2.0", url = "https://www.apache.org/licenses/LICENSE-2.0")))
@SecurityScheme(
        securitySchemeName = "staff",
        type = SecuritySchemeType.HTTP,
        scheme = "bearer",
        description = "The merchant's staff token")
public class ApiDescription extends Application {}
