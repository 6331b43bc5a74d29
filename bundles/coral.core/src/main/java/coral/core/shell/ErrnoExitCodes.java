// SPDX-License-Identifier: Apache-2.0
package coral.core.shell;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a top-level command class whose exit codes are lfs's: the positive errno of the problem, 64 for wrong usage.
 * Without it: 1 for a problem, 2 for wrong usage.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface ErrnoExitCodes {}
