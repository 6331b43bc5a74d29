// SPDX-License-Identifier: Apache-2.0
package coral.core.lustre;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class FidFuzzTest {
    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of(
                        "[", "]", "0x", "0X", ":", "1", "f", "F", "-", " ", "\u0661", "ffffffffffffffff", "200000401")
                .list()
                .ofMaxSize(12)
                .map(parts -> String.join("", parts));
    }

    @Property
    void everyFid_isReadBack(@ForAll long sequence, @ForAll int objectId, @ForAll int version) {
        Fid fid = new Fid(sequence, objectId, version);

        assertThat(Fid.parse(fid.toString())).contains(fid);
        assertThat(Fid.parse(fid.toString().replaceAll("[\\[\\]]", ""))).contains(fid);
    }

    @Property
    void anyText_isAFidOrNone(@ForAll("texts") String text) {
        Fid.parse(text).ifPresent(fid -> assertThat(Fid.parse(fid.toString())).contains(fid));
    }
}
