/** Running commands on other hosts and copying files there and back, over SSH. */
@Version("0.1.0")
@Export
@NullMarked
package coral.core.ssh;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
