/** Files by bytes and descriptors: what java.nio leaves out and HSM needs (Linux, 64 bit). */
@Version("0.1.0")
@Export
@NullMarked
package coral.core.posix;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
