// SPDX-License-Identifier: Apache-2.0
package coral.hsm.local.internal.watch;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** When a request is too old. */
@ObjectClassDefinition(name = "Coral health of HSM requests")
@interface RequestsConfig {
    /** From it on the check warns. */
    @AttributeDefinition(
            name = "Age (s)",
            description = "Warn when the oldest request that has not ended is older",
            min = "1")
    long request_age_seconds() default 86_400;
}
