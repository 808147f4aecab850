/** What all bridge processes of one person share: whose turn it is at the reader, and which requests were used. */
@NullMarked
package dev.furikomi.bridge.user;

import org.jspecify.annotations.NullMarked;
