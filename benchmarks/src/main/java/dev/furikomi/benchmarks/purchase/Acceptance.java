package dev.furikomi.benchmarks.purchase;

import java.util.UUID;

/**
 * S110, ready to be sent: the customer has accepted and the card has signed.
 *
 * @param cookie of the window's holder
 * @param body the JSON that the page sends
 */
record Acceptance(UUID transferId, String path, String cookie, String body) {}
