package dev.furikomi.bridge.reader;

import java.util.OptionalInt;

/** What the card said to a PIN, or the reader in its place. */
public sealed interface PinAnswer {
    /** The card may be asked to sign now. */
    record Accepted() implements PinAnswer {}

    /** A try was taken. */
    record Wrong(OptionalInt triesLeft) implements PinAnswer {}

    /** Not of a PIN's form; no try was taken. */
    record Malformed() implements PinAnswer {}

    /** No try is left. */
    record Blocked() implements PinAnswer {}

    /** The person pressed the reader's own cancel key. */
    record CancelledOnReader() implements PinAnswer {}

    /** Nobody pressed a key in the reader's time. */
    record TimedOutOnReader() implements PinAnswer {}
}
