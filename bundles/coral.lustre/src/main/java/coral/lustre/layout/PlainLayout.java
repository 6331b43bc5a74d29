// SPDX-License-Identifier: Apache-2.0
package coral.lustre.layout;

/** A layout without components. */
public record PlainLayout(Placement placement) implements Layout {}
