// SPDX-License-Identifier: Apache-2.0
package coral.lustre.layout;

/**
 * Where one copy of a byte of a file is.
 *
 * @param mirrorId the copy; 0 in a file without mirrors
 * @param componentId 0 in a file without components
 * @param stale true if the copy must not be read
 */
public record FilePlace(int mirrorId, int componentId, boolean stale, Spot spot) {
    /** What lies there. */
    public sealed interface Spot {}

    /**
     * In an object.
     *
     * @param stripe its number in the component
     * @param offset in the object, bytes
     */
    public record InObject(int stripe, StripeObject object, long offset) implements Spot {}

    /**
     * On an MDT.
     *
     * @param mdtIndex -1 for the file's own
     * @param offset bytes
     */
    public record OnMdt(int mdtIndex, long offset) implements Spot {}

    /** In no object that this version knows: not written yet, released, foreign, or of another pattern. */
    public record Nowhere(Placement placement) implements Spot {}
}
