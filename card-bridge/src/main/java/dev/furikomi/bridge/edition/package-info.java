/** Where a build other than the release may add to the bridge. */
@NullMarked
package dev.furikomi.bridge.edition;

import org.jspecify.annotations.NullMarked;
