package dev.furikomi.catalog.purchase;

/** One call of S103: what is applied for, by which client, under which key, in which language. */
record PurchaseApplication(StartPurchase purchase, String idempotencyKey, PurchaseClient client, String language) {}
