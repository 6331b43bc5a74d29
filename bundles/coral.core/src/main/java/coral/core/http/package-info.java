// SPDX-License-Identifier: Apache-2.0
/**
 * What a room needs to be reached by HTTP: it registers an {@link coral.core.http.Api}, or a
 * {@link coral.core.http.Page} of the console, as a service.
 */
@Version("0.1.0")
@Export
@NullMarked
package coral.core.http;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
