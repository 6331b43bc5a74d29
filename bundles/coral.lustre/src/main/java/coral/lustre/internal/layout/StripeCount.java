// SPDX-License-Identifier: Apache-2.0
package coral.lustre.internal.layout;

/** Numbers of stripes, of which the highest 32 mean "all OSTs" and "several on each" (LOV_ALL_STRIPES_WIDE). */
public final class StripeCount {
    private static final int WIDE = 0xffe0;

    private StripeCount() {}

    /** What 16 bits, unsigned or as lfs prints them with a sign, mean. */
    public static int signed(int count) {
        int bits = count & 0xffff;
        return bits >= WIDE ? bits - 0x10000 : bits;
    }
}
