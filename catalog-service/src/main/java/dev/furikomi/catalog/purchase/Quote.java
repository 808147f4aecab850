package dev.furikomi.catalog.purchase;

import dev.furikomi.events.Money;
import java.util.List;

/** What the goods cost at this moment, by the catalogue. */
record Quote(List<PurchaseView.Line> lines, Money total) {}
