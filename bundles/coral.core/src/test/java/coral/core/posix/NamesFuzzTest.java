// SPDX-License-Identifier: Apache-2.0
package coral.core.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class NamesFuzzTest {
    /** Bytes around the borders of UTF-8: continuations, surrogates, overlong forms, the end of Unicode. */
    private static final Integer[] BORDERS = {
        0x00, 0x0a, 0x2f, 0x41, 0x7f, 0x80, 0x9f, 0xa0, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf, 0xe0, 0xed, 0xef, 0xf0, 0xf4,
        0xf5, 0xff
    };

    @Provide
    Arbitrary<byte[]> bytes() {
        Arbitrary<Integer> one = Arbitraries.oneOf(
                Arbitraries.of(BORDERS), Arbitraries.integers().between(0, 255));
        return one.list().ofMaxSize(24).map(NamesFuzzTest::array);
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<Character> one = Arbitraries.oneOf(
                Arbitraries.chars().all(),
                Arbitraries.of(
                        '\ud800', '\udbff', '\udc00', '\udc7f', '\udc80', '\udcff', '\udd00', '\udfff', 'a', '\0'));
        return one.list().ofMaxSize(12).map(NamesFuzzTest::text);
    }

    private static byte[] array(List<Integer> values) {
        byte[] array = new byte[values.size()];
        for (int i = 0; i < array.length; i++) {
            array[i] = values.get(i).byteValue();
        }
        return array;
    }

    private static String text(List<Character> characters) {
        StringBuilder text = new StringBuilder();
        characters.forEach(text::append);
        return text.toString();
    }

    @Property
    void anyBytes_comeBackAsTheyWere(@ForAll("bytes") byte[] bytes) {
        assertThat(Names.encode(Names.decode(bytes))).isEqualTo(bytes);
    }

    @Property
    void anyText_hasBytes_orIsRefusedAsNoName(@ForAll("texts") String text) {
        byte[] bytes;
        try {
            bytes = Names.encode(text);
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageContaining("belongs to no file name");
            return;
        }
        assertThat(Names.encode(Names.decode(bytes))).isEqualTo(bytes);
    }

    @Property
    void printable_isOneLineThatAnyTerminalTakes(@ForAll("texts") String text) {
        assertThat(Names.printable(text).chars()).noneMatch(Character::isISOControl);
    }

    @Property
    void extents_areWithinAllFiles_orRefused(@ForAll long offset, @ForAll long lengthBytes) {
        if (offset >= 0 && lengthBytes >= 1 && lengthBytes <= Long.MAX_VALUE - offset) {
            assertThat(new Extent(offset, lengthBytes).end()).isGreaterThan(offset);
        } else {
            assertThatThrownBy(() -> new Extent(offset, lengthBytes)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
