/** SPI: data movers, which carry a file's bytes to an archive and back. */
@Version("0.1.0")
@Export
@NullMarked
package coral.hsm.mover;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
