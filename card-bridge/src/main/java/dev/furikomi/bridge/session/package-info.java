/** The conductor of one bridge session: what is asked of the card and of the person, and in which order. */
@NullMarked
package dev.furikomi.bridge.session;

import org.jspecify.annotations.NullMarked;
