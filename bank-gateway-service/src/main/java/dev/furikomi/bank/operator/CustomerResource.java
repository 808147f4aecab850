package dev.furikomi.bank.operator;

import dev.furikomi.bank.customer.Customers;
import io.quarkus.resteasy.reactive.jackson.CustomDeserialization;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Staff registers customers and sets their passwords. */
@Path("/v1/operator")
@StaffOnly
@Tag(name = "operator")
@CustomDeserialization(StrictBody.class)
class CustomerResource {

    private final Customers customers;

    CustomerResource(Customers customers) {
        this.customers = customers;
    }

    /**
     * A customer.
     *
     * @param password set when given, left as it is otherwise
     */
    record RegisterCustomer(
            @NotBlank @Size(max = 140) String name,
            @Nullable @Size(min = 8, max = 128) String password) {

        @Override
        public String toString() {
            return "RegisterCustomer";
        }
    }

    @PUT
    @Path("/customers/{id}")
    @Operation(summary = "Register a customer, change the name or set the password")
    public Uni<Response> register(
            @PathParam("id") @Size(min = 1, max = 80) String id, @NotNull @Valid RegisterCustomer registration) {
        String password = registration.password();
        return customers
                .register(id, registration.name(), password == null ? null : password.toCharArray())
                .map(registered -> registered ? Answers.done() : Answers.busy());
    }
}
