package dev.furikomi.bank.window;

import java.time.Instant;

/** A step of the procedure (S101 to S308) and when it was done. */
record TimelineEntry(String step, Instant at) {}
