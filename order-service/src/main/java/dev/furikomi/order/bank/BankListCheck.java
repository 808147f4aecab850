package dev.furikomi.order.bank;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Not ready while the bank list is expired: no payment request could be issued. */
@Readiness
@ApplicationScoped
class BankListCheck implements AsyncHealthCheck {

    private final TrustFiles files;

    BankListCheck(TrustFiles files) {
        this.files = files;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return Uni.createFrom().item(() -> HealthCheckResponse.named("bank-list")
                .status(!files.isExpired())
                .withData("expiresAt", files.bankList().expiresAt().toString())
                .build());
    }
}
