/** The strict little part of JOSE that the protocol needs: ES256 in compact form with three header parameters, and claims. */
@NullMarked
package dev.furikomi.card.jose;

import org.jspecify.annotations.NullMarked;
