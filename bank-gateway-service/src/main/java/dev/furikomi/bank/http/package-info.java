/** Refusals as problem details (RFC 9457). */
@NullMarked
package dev.furikomi.bank.http;

import org.jspecify.annotations.NullMarked;
