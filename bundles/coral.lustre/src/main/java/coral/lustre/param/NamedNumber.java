// SPDX-License-Identifier: Apache-2.0
package coral.lustre.param;

/** A line of {@code NAME: N}. */
public record NamedNumber(String name, long value) {}
