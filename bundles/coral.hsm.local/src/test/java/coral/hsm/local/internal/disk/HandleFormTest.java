// SPDX-License-Identifier: Apache-2.0
package coral.hsm.local.internal.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coral.core.lustre.Fid;
import coral.core.posix.FileHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HandleFormTest {
    private final Random random = new Random(11);

    @Test
    void fid_ofEveryHandle_givesTheHandleBack() {
        for (int i = 0; i < 10_000; i++) {
            ByteBuffer small = ByteBuffer.allocate(8).order(ByteOrder.nativeOrder());
            small.putInt(random.nextInt()).putInt(random.nextInt());
            check(HandleForm.INODE32, new FileHandle(0x1, small.array()));
            ByteBuffer large = ByteBuffer.allocate(12).order(ByteOrder.nativeOrder());
            large.putLong(random.nextLong()).putInt(random.nextInt());
            check(HandleForm.INODE64, new FileHandle(0x81, large.array()));
        }
    }

    @Test
    void fid_ofAnExt4Handle_isReadable() {
        ByteBuffer bytes = ByteBuffer.allocate(8)
                .order(ByteOrder.nativeOrder())
                .putInt(0x1234)
                .putInt(0x77);

        assertThat(HandleForm.INODE32.fid(new FileHandle(0x1, bytes.array()))).hasToString("[0x200000400:0x1234:0x77]");
    }

    @Test
    void handle_ofAFidOfNoFile_isEmpty() {
        assertThat(HandleForm.INODE32.handle(new Fid(0x200000401L, 1, 1))).isEmpty();
        assertThat(HandleForm.INODE32.handle(new Fid(1, 1, 1))).isEmpty();
        assertThat(HandleForm.INODE64.handle(new Fid(-1, 1, 1))).isEmpty();
        assertThat(HandleForm.INODE64.handle(new Fid(0x200000401L, 1, 1))).isPresent();
    }

    @Test
    void of_anUnknownHandle_isEmptyAndHasNoFid() {
        FileHandle btrfs = new FileHandle(0x4d, new byte[20]);

        assertThat(HandleForm.of(btrfs)).isEmpty();
        assertThat(HandleForm.of(new FileHandle(0x1, new byte[12]))).isEmpty();
        assertThatThrownBy(() -> HandleForm.INODE32.fid(btrfs)).isInstanceOf(IllegalArgumentException.class);
    }

    private static void check(HandleForm form, FileHandle handle) {
        assertThat(HandleForm.of(handle)).contains(form);
        assertThat(form.handle(form.fid(handle))).contains(handle);
    }
}
