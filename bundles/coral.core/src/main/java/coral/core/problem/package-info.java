/** Errors that people see: a stable code, what is wrong, what to do next. */
@Version("0.1.0")
@Export
@NullMarked
package coral.core.problem;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
