package dev.furikomi.catalog.purchase;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.text.Normalizer;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** S103: what the shopper applies for. Prices are not asked for: they are the catalogue's. */
@Schema(name = "StartPurchase")
record StartPurchase(
        @NotEmpty(message = "missing") @Size(max = 200, message = "too-many")
        List<@NotNull(message = "missing") @Valid Item> items,

        @NotNull(message = "missing") @Valid Customer customer) {

    private static final String NO_CONTROLS = "[^\\p{Cntrl}]*";

    /** One product and how many of it. */
    record Item(
            @NotBlank(message = "missing")
            @Size(max = 50, message = "too-long")
            @Pattern(regexp = NO_CONTROLS, message = "malformed")
            String productId,

            @NotNull(message = "missing") @Schema(minimum = "1", examples = "1")
            Integer quantity) {}

    /** Who applies, and where the goods go. */
    record Customer(
            @NotBlank(message = "missing")
            @Size(max = 100, message = "too-long")
            @Pattern(regexp = NO_CONTROLS, message = "malformed")
            @Schema(examples = "Hanako Yamada")
            String name,

            @NotBlank(message = "missing")
            @Pattern(regexp = "|[0-9A-Z][0-9A-Z -]{1,10}[0-9A-Z]", message = "malformed")
            @Schema(examples = "150-0001")
            String postalCode,

            @NotBlank(message = "missing")
            @Size(max = 300, message = "too-long")
            @Pattern(regexp = NO_CONTROLS, message = "malformed")
            @Schema(examples = "1-2-3 Jingumae, Shibuya-ku, Tokyo")
            String address,

            @Size(max = 254, message = "too-long")
            @Email(message = "malformed")
            @Pattern(regexp = NO_CONTROLS, message = "malformed")
            @Nullable
            String email) {

        /** Jackson gives null for what is missing; validation refuses it before anything else looks at it. */
        @SuppressWarnings("NullAway")
        Customer {
            name = oneLine(name);
            postalCode = postalCode(postalCode);
            address = oneLine(address);
            email = email == null || email.isBlank() ? null : email.strip();
        }

        private static @Nullable String oneLine(@Nullable String text) {
            return text == null ? null : text.strip().replaceAll("[\\s\\u3000]+", " ");
        }

        /** Japanese keyboards give full-width digits and several dashes; they mean the same. */
        private static @Nullable String postalCode(@Nullable String text) {
            return text == null
                    ? null
                    : Normalizer.normalize(text, Normalizer.Form.NFKC)
                            .replaceAll("[\\u2010-\\u2015\\u2212\\u30FC]", "-")
                            .replace("\u3012", "")
                            .strip()
                            .toUpperCase(java.util.Locale.ROOT);
        }
    }
}
