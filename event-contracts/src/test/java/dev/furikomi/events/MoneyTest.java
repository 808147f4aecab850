package dev.furikomi.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoneyTest {

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, textBlock = """
            currency, amount,               minor
            JPY,      5400,                 5400
            JPY,      1000000000000000,     1000000000000000
            EUR,      12.50,                1250
            EUR,      0.01,                 1
            EUR,      -3.20,                -320
            KWD,      1.250,                1250
            """)
    void readsAndWritesTheCurrencysOwnDecimals(String currency, String amount, long minor) throws Exception {
        Money money = Money.parse(amount, currency);

        assertThat(money.amountMinor()).isEqualTo(minor);
        assertThat(EventJson.write(money))
                .isEqualTo("{\"currency\":\"%s\",\"amount\":\"%s\"}".formatted(currency, amount));
        assertThat(EventJson.read(EventJson.write(money).getBytes(), Money.class))
                .isEqualTo(money);
    }

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, quoteCharacter = '|', textBlock = """
            currency, amount
            JPY,      5400.0
            JPY,      54 00
            EUR,      12.5
            EUR,      12.500
            EUR,      1e3
            EUR,      +1.00
            EUR,      01.00
            EUR,      NaN
            EUR,      |''|
            KWD,      1.25
            EUR,      999999999999999999.00
            XXX,      1
            ABC,      1
            """)
    void refusesWhatIsNoAmountOfThatCurrency(String currency, String amount) {
        assertThatIllegalArgumentException().isThrownBy(() -> Money.parse(amount, currency));
    }

    @Test
    void neverAddsDifferentCurrenciesAndNeverOverflows() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Money.ofMinor(1, "JPY").plus(Money.ofMinor(1, "EUR")));
        assertThatThrownBy(() -> Money.ofMinor(Long.MAX_VALUE, "JPY").plus(Money.ofMinor(1, "JPY")))
                .isInstanceOf(ArithmeticException.class);
    }
}
