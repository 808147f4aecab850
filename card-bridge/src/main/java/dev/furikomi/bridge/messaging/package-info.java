/** Carrier 2: the native-messaging host that a browser starts for the card bridge's extension, one process per window. */
@NullMarked
package dev.furikomi.bridge.messaging;

import org.jspecify.annotations.NullMarked;
