/** Bundles that are dropped into deploy/: watched, checked, run, and told about. */
@NullMarked
package coral.core.internal.deploy;

import org.jspecify.annotations.NullMarked;
