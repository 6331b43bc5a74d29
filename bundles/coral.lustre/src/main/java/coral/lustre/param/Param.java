// SPDX-License-Identifier: Apache-2.0
package coral.lustre.param;

/**
 * One parameter as {@code lctl get_param} prints it.
 *
 * @param name all of it, with dots, such as {@code mdt.scratch-MDT0000.exports.10.0.0.2@tcp.stats}; empty for text that
 *     stood before the first parameter
 * @param value the bytes after the equals sign, several lines as they came, without the last line feed
 */
public record Param(Slice name, Slice value) {
    /** The same in memory of its own. */
    public Param copy() {
        return new Param(name.copy(), value.copy());
    }
}
