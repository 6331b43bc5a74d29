/** Commands as services: one type serves the Gogo shell, the socket and (later) HTTP. */
@Version("0.1.0")
@Export
@NullMarked
package coral.core.shell;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
