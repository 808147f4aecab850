/** Refusals over HTTP as problem details (RFC 9457). */
@NullMarked
package dev.furikomi.order.http;

import org.jspecify.annotations.NullMarked;
