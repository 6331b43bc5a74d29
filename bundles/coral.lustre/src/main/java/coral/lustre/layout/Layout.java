// SPDX-License-Identifier: Apache-2.0
package coral.lustre.layout;

/** The layout of a file, or the one that a directory gives to files made in it. */
public sealed interface Layout permits PlainLayout, CompositeLayout {}
