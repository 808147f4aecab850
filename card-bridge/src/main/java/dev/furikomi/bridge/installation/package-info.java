/** What the bridge believes because an administrator or its command line named it: the scheme's files. */
@NullMarked
package dev.furikomi.bridge.installation;

import org.jspecify.annotations.NullMarked;
