// SPDX-License-Identifier: Apache-2.0
package coral.lustre.layout;

import java.nio.ByteBuffer;

/** Turns attributes into those of a server of the other byte order. */
final class Swab {
    private Swab() {}

    /** lov_user_md_v1 with objects that have FIDs. */
    static byte[] lov(byte[] value) {
        byte[] swabbed = value.clone();
        for (int field : new int[] {0, 4, 24}) {
            reverse(swabbed, field, 4);
        }
        for (int field : new int[] {8, 16}) {
            reverse(swabbed, field, 8);
        }
        reverse(swabbed, 28, 2);
        reverse(swabbed, 30, 2);
        for (int object = 32; object < swabbed.length; object += 24) {
            reverse(swabbed, object, 8);
            for (int field : new int[] {8, 12, 16, 20}) {
                reverse(swabbed, object + field, 4);
            }
        }
        return swabbed;
    }

    private static void reverse(byte[] value, int at, int length) {
        byte[] field = new byte[length];
        ByteBuffer.wrap(value).position(at).get(field);
        for (int i = 0; i < length; i++) {
            value[at + i] = field[length - 1 - i];
        }
    }
}
