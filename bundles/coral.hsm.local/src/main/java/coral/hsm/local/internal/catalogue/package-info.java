/** What the node knows of files and requests, in memory and in the journal. */
@NullMarked
package coral.hsm.local.internal.catalogue;

import org.jspecify.annotations.NullMarked;
