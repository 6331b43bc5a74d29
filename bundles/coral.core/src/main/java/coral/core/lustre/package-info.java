/** Lustre's names as values. */
@Version("0.1.0")
@Export
@NullMarked
package coral.core.lustre;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
