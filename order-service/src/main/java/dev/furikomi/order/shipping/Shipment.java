package dev.furikomi.order.shipping;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Who carries the goods, and the carrier's number for them if there is one. */
public record Shipment(
        @NotBlank @Size(max = 100) String carrier,
        @Nullable @Size(max = 100) String trackingNumber) {

    String number() {
        return trackingNumber == null ? "" : trackingNumber.strip();
    }
}
