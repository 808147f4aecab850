package dev.furikomi.bank.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.furikomi.card.piv.PivSlot;
import dev.furikomi.card.token.SigningLabel;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** PIN and short procedure together: the application is signed by 9C, after a fresh PIN. */
@QuarkusTest
@TestProfile(WindowProfile.PinPolicyShortProcedure.class)
class PinPolicyShortProcedureTest {

    @Test
    void paysWithOneSignatureOf9C() {
        Purchase purchase = Purchase.withBalance(10_000);

        PinShopper.opens(purchase)
                .authenticated()
                .applies()
                .then()
                .statusCode(200)
                .body("status", equalTo("COMPLETED"));

        assertThat(purchase.booked(purchase.payee)).isEqualTo(Purchase.PRICE);
    }

    @Test
    void takesNoApplicationBy9A() {
        Purchase purchase = Purchase.withBalance(10_000);
        PinShopper customer = PinShopper.opens(purchase).authenticated();
        Map<String, Object> body = customer.shopper.shown();
        body.put("application", customer.acceptance(PivSlot.AUTHENTICATION, SigningLabel.APPLY));

        customer.shopper.call("transfer", body).then().statusCode(409).body("reason", equalTo("card-unreadable"));

        assertThat(purchase.booked(purchase.payer)).isEqualTo(10_000);
    }
}
