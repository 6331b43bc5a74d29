/** What movers share: content digests that do not depend on extents, the copy engine, the commit record. */
@Version("0.1.0")
@Export
@NullMarked
package coral.hsm.pipeline;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
