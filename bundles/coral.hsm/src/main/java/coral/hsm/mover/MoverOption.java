// SPDX-License-Identifier: Apache-2.0
package coral.hsm.mover;

import java.util.Optional;

/**
 * One key of an archive's configuration. Immutable.
 *
 * @param key as typed after {@code --}, such as {@code root}
 * @param description one line, with unit and what is allowed
 * @param defaultValue what holds when it is not given; empty for a key that must be given
 */
public record MoverOption(String key, String description, Optional<String> defaultValue) {}
