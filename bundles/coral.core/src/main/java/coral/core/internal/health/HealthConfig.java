// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.health;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** When a disk is too full. */
@ObjectClassDefinition(name = "Coral health of disks")
@interface HealthConfig {
    /** Below it the check warns. */
    @AttributeDefinition(name = "Warn (MiB)", description = "Warn when less is free", min = "0")
    long disk_warn_mib() default 1024;

    /** Below it the check is critical. */
    @AttributeDefinition(name = "Critical (MiB)", description = "Critical when less is free", min = "0")
    long disk_critical_mib() default 128;
}
