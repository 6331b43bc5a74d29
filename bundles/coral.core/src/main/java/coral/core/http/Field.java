// SPDX-License-Identifier: Apache-2.0
package coral.core.http;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Describes a component of a record that is read or written as JSON, for openapi.json and for the check of bodies. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Field {
    /** What it says, with its unit. */
    String value() default "";

    /** It may be missing, and is null then. Without it a body that lacks it is refused. */
    boolean optional() default false;
}
