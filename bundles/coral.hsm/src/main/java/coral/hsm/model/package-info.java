/** The HSM vocabulary with Lustre's own words and numbers. */
@Version("0.1.0")
@Export
@NullMarked
package coral.hsm.model;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
