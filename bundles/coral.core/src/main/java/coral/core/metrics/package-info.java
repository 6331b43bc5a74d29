/** Metrics of rooms: sources that are asked, values that are counted cheaply. */
@Version("0.1.0")
@Export
@NullMarked
package coral.core.metrics;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
