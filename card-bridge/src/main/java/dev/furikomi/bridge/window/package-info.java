/** Carrier 1: the bridge's own window, a page on loopback. */
@NullMarked
package dev.furikomi.bridge.window;

import org.jspecify.annotations.NullMarked;
