package dev.furikomi.catalog.stock;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StockStateTest {

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, textBlock = """
        from,      to,        may
        HELD,      HELD,      false
        HELD,      COMMITTED, true
        HELD,      RELEASED,  true
        COMMITTED, HELD,      false
        COMMITTED, COMMITTED, false
        COMMITTED, RELEASED,  false
        RELEASED,  HELD,      false
        RELEASED,  COMMITTED, true
        RELEASED,  RELEASED,  false
        """)
    void movesOnlyWhereMoneyAndStockAgree(StockState from, StockState to, boolean may) {
        assertThat(from.canBecome(to)).isEqualTo(may);
    }
}
