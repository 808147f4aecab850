/** The running system: started once, asked for its addresses, broken on purpose. */
@NullMarked
package dev.furikomi.e2e.system;

import org.jspecify.annotations.NullMarked;
