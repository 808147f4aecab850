package dev.furikomi.order.bank;

import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** S104: the bank menu. */
@Path("/v1/banks")
@Tag(name = "Banks")
class BanksResource {

    private final Banks banks;

    BanksResource(Banks banks) {
        this.banks = banks;
    }

    @GET
    @NonBlocking
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "The banks that can be paid from, from the signed bank list")
    public List<MenuEntry> menu() {
        return banks.payable().stream()
                .map(bank -> new MenuEntry(
                        bank.bic(), bank.name(), bank.icon(), bank.windowUrl(), banks.currencies(bank.bic())))
                .toList();
    }

    /** A bank as the menu shows it. */
    record MenuEntry(String bic, Bank.Name name, String icon, String windowUrl, List<String> currencies) {}
}
