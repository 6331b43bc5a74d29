// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.cluster;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Where clownfish.conf is, and how often it is looked at. */
@ObjectClassDefinition(name = "Coral cluster")
@interface ClusterConfig {
    /** Looked into before the node's conf/. */
    @AttributeDefinition(name = "Directory", description = "Looked into for clownfish.conf before the node's conf/")
    String etc_dir() default "/etc/coral";

    /** Between two looks at the file. */
    @AttributeDefinition(name = "Look (ms)", description = "Time between two looks at clownfish.conf", min = "50")
    int look_millis() default 1000;
}
