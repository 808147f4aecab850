package dev.furikomi.bank.operator;

import dev.furikomi.bank.http.Problem;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;

/** Lets in who knows the staff token. */
@Provider
@StaffOnly
@Priority(Priorities.AUTHENTICATION)
class StaffFilter implements ContainerRequestFilter {

    private final StaffToken token;

    StaffFilter(StaffToken token) {
        this.token = token;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (!token.isIn(request.getHeaderString(HttpHeaders.AUTHORIZATION))) {
            request.abortWith(Problem.of(401, "staff-token-invalid", "This call needs the staff token of this bank.")
                    .response()
                    .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                    .build());
        }
    }
}
