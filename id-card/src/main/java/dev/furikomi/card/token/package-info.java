/** What bank and card say to each other: session request, signed bytes, tokens, password envelope, payment request. */
@NullMarked
package dev.furikomi.card.token;

import org.jspecify.annotations.NullMarked;
