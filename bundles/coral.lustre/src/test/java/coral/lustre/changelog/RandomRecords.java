// SPDX-License-Identifier: Apache-2.0
package coral.lustre.changelog;

import coral.core.lustre.Fid;
import coral.core.lustre.LnetNetwork;
import coral.core.lustre.Nid;
import coral.core.posix.Names;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Records of all kinds, by a seed. */
final class RandomRecords {
    private RandomRecords() {}

    static ChangelogRecord record(Random random, long index) {
        ChangelogType type = new ChangelogType(random.nextInt(27));
        List<ChangelogExtension> extensions = new ArrayList<>();
        if (type.equals(ChangelogType.RENAME)) {
            extensions.add(new ChangelogExtension.Rename(fid(random), fid(random), name(random)));
        }
        if (random.nextBoolean()) {
            extensions.add(new ChangelogExtension.JobId("cp." + random.nextInt(1000)));
        }
        if (random.nextBoolean()) {
            extensions.add(new ChangelogExtension.User(random.nextInt(70000), random.nextLong()));
        }
        if (random.nextBoolean()) {
            extensions.add(client(random));
        }
        if (random.nextBoolean()) {
            extensions.add(new ChangelogExtension.OpenMode(random.nextInt()));
        }
        if (random.nextBoolean()) {
            extensions.add(new ChangelogExtension.XattrName("user." + random.nextInt(1000)));
        }
        Instant time = Instant.ofEpochSecond(random.nextInt(1 << 30), random.nextInt(1_000_000_000));
        boolean named = type.equals(ChangelogType.RENAME) || random.nextBoolean();
        return new ChangelogRecord(
                index,
                type,
                random.nextInt(1 << 12),
                random.nextInt(1000),
                time,
                fid(random),
                fid(random),
                named ? name(random) : "",
                extensions);
    }

    private static ChangelogExtension client(Random random) {
        boolean large = random.nextBoolean();
        byte[] address = new byte[large && random.nextBoolean() ? 16 : 4];
        random.nextBytes(address);
        return new ChangelogExtension.Client(Nid.of(new LnetNetwork(2, random.nextInt(9)), address), large);
    }

    private static Fid fid(Random random) {
        return new Fid(0x200000400L + random.nextInt(99), 1 + random.nextInt(999), 0);
    }

    /** Bytes of all values but zero and slash. */
    private static String name(Random random) {
        byte[] name = new byte[1 + random.nextInt(random.nextInt(10) == 0 ? 255 : 20)];
        for (int i = 0; i < name.length; i++) {
            byte b = (byte) random.nextInt(256);
            name[i] = b == 0 || b == '/' ? (byte) 'n' : b;
        }
        return Names.decode(name);
    }
}
