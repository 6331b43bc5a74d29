/** Who asks for something, and what that person may do. */
@Version("0.1.0")
@Export
@NullMarked
package coral.core.caller;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
