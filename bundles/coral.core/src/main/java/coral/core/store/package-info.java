/** Durable append journals with group commit, and files that are replaced as a whole. */
@Version("0.1.0")
@Export
@NullMarked
package coral.core.store;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
