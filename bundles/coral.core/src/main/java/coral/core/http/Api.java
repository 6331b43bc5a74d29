// SPDX-License-Identifier: Apache-2.0
package coral.core.http;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * The endpoints of one component, registered as a service. As long as the service is there they answer below
 * {@code /api/v1/<component>} and stand in {@code /api/v1/openapi.json}.
 *
 * <p>coral.core makes a whiteboard servlet of it, which checks token, role, method, parameters and body before a
 * handler is called, and renders what it answers. Safe for use by many threads.
 */
@ConsumerType
public interface Api {
    /**
     * First part of the path below {@code /api/v1/}: lower-case letters, digits and {@code -}, such as {@code hsm}; or
     * two parts, such as {@code hsm/file-systems}, by which a bundle brings what belongs below another one's. Of two
     * services with one component the first one answers, and the other is named in the log.
     */
    String component();

    /** What it is for, in one sentence for openapi.json. */
    String title();

    /** All operations, the same for as long as the service is there; asked once. No two of one method and path. */
    List<Operation> operations();
}
