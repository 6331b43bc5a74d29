/** SPI: a file system with hierarchical storage, as people and commands see it. */
@Version("0.1.0")
@Export
@NullMarked
package coral.hsm.filesystem;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
