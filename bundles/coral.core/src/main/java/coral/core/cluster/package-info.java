/** The cluster that a node is part of, as its configuration says, and where its targets are. */
@Version("0.1.0")
@Export
@NullMarked
package coral.core.cluster;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
