/** The public HTTP interfaces of catalogue, order file and banks, as any front end would use them. */
@NullMarked
package dev.furikomi.e2e.http;

import org.jspecify.annotations.NullMarked;
