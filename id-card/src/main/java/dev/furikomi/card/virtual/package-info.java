/** The software card in the virtual reader of a real PC/SC daemon: {@code vsmartcard-vpcd} and the protocol of its cards. */
@NullMarked
package dev.furikomi.card.virtual;

import org.jspecify.annotations.NullMarked;
