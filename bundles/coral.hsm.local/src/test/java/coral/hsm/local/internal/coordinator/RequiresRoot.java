// SPDX-License-Identifier: Apache-2.0
package coral.hsm.local.internal.coordinator;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Leaves a test out where the user may not open files by handle. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@EnabledIfSystemProperty(named = "user.name", matches = "root", disabledReason = "open_by_handle_at needs root")
public @interface RequiresRoot {}
