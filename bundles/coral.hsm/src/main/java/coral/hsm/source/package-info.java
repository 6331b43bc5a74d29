/** SPI: the other side of a coordinator, from which an agent takes actions. */
@Version("0.1.0")
@Export
@NullMarked
package coral.hsm.source;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
