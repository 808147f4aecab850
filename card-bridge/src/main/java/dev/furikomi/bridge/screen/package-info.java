/** What the bridge's own screens are told and asked, whichever transport carries it. */
@NullMarked
package dev.furikomi.bridge.screen;

import org.jspecify.annotations.NullMarked;
