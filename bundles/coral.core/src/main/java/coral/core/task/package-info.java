/** Workers that stop within a bound, cancel tokens, back-off. */
@Version("0.1.0")
@Export
@NullMarked
package coral.core.task;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
