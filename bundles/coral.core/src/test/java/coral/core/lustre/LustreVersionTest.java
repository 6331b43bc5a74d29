// SPDX-License-Identifier: Apache-2.0
package coral.core.lustre;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LustreVersionTest {
    private static LustreVersion version(String text) {
        return LustreVersion.parse(text).orElseThrow(() -> new AssertionError(text));
    }

    @Test
    void compareTo_ofVersionsOfTheField_isTheirAge() {
        List<String> byAge = List.of(
                "1.8.9",
                "2.5.42.28.5",
                "2.12.9",
                "2.12.9_el7",
                "2.14.0_ddn9",
                "2.14.0_ddn133",
                "2.15.0-RC1",
                "2.15.0-RC2",
                "2.15.0",
                "2.15.3",
                "2.15.3-1.el8",
                "2.15.3_2_gabcdef0",
                "2.15.3_18_g1b2c3d4",
                "2.15.10",
                "2.15.59_18_g1b2c3d4",
                "2.16.0_RC5",
                "2.16.0",
                "2.17.57");

        assertThat(byAge.stream().map(LustreVersionTest::version)).isSorted();
        assertThat(version("2.14.0_ddn9")).isLessThan(version("2.14.0_ddn133"));
        assertThat(version("2.15.0-RC2")).isLessThan(version("2.15.0"));
    }

    @Test
    void parse_ofWhatLustrePrints_isTheSameText() {
        for (String text : List.of("2.17.57", "2.15.59_18_g1b2c3d4_dirty", "2.14.0_ddn133", "2.12.9-1.el7", "2.15")) {
            assertThat(version(text)).hasToString(text);
        }
        assertThat(version("v2.16.0")).isEqualTo(version("2.16.0"));
    }

    @Test
    void parse_ofAnythingElse_isEmpty() {
        for (String text : List.of(
                "",
                "2",
                "2.",
                ".2",
                "2.15.",
                "2.15 ",
                "2.15_",
                "2.x",
                "2.100000",
                "1.2.3.4.5.6.7",
                "-2.15",
                "2.15.3\n",
                "2.15.3_é",
                "2.15.3_" + "x".repeat(81))) {
            assertThat(LustreVersion.parse(text)).as(text).isEmpty();
        }
    }

    @Test
    void of_numbersThatCannotBe_isRefused() {
        for (List<Integer> numbers : List.of(List.of(2), List.of(2, -1), List.of(2, 100_000))) {
            assertThatIllegalArgumentException().isThrownBy(() -> new LustreVersion(numbers, ""));
        }
    }

    @Test
    void series_ofADevelopmentVersion_isWhatItBecomes() {
        assertThat(version("2.17.57").series()).isEqualTo(version("2.18"));
        assertThat(version("2.15.8").series()).isEqualTo(version("2.15"));
    }

    @Test
    void compareTo_ofAnyThree_isATotalOrder() {
        Random random = new Random(15);
        for (int i = 0; i < 20_000; i++) {
            LustreVersion a = any(random);
            LustreVersion b = any(random);
            LustreVersion c = any(random);

            assertThat(Integer.signum(a.compareTo(b))).isEqualTo(-Integer.signum(b.compareTo(a)));
            assertThat(a.compareTo(b) == 0).isEqualTo(a.equals(b));
            List<LustreVersion> three = new ArrayList<>(List.of(a, b, c));
            three.sort(null);
            assertThat(three.get(0)).isLessThanOrEqualTo(three.get(2));
            assertThat(LustreVersion.parse(a.toString())).contains(a);
        }
    }

    private static LustreVersion any(Random random) {
        StringBuilder text =
                new StringBuilder().append(random.nextInt(3)).append('.').append(random.nextInt(3));
        for (int i = random.nextInt(3); i > 0; i--) {
            text.append('.').append(random.nextInt(2));
        }
        String[] suffixes = {"", "_1", "_01", "_10", "_a", "_a1", "_a01", "-RC1", "-RC01", "-1a", "_1_g2", ".a"};
        return version(text + suffixes[random.nextInt(suffixes.length)]);
    }

    @Test
    void includes_ofABoundOfTwoNumbers_speaksOfTheRelease() {
        VersionGate gate = VersionGate.parse("2.12", "2.15").orElseThrow();

        for (String in : List.of("2.12.0", "2.11.56", "2.14.0_ddn133", "2.15.8", "2.15.8_3_gabc")) {
            assertThat(gate.includes(version(in))).as(in).isTrue();
        }
        for (String out : List.of("2.11.0", "2.15.59", "2.16.0")) {
            assertThat(gate.includes(version(out))).as(out).isFalse();
        }
        assertThat(VersionGate.parse("2.18", null).orElseThrow().includes(version("2.17.57")))
                .isTrue();
    }

    @Test
    void includes_ofABoundOfThreeNumbers_speaksOfThatVersion() {
        VersionGate gate = VersionGate.parse("2.15.3", "2.15.5").orElseThrow();

        for (String in : List.of("2.15.3", "2.15.3_RC1", "2.15.5", "2.15.5-1.el8")) {
            assertThat(gate.includes(version(in))).as(in).isTrue();
        }
        for (String out : List.of("2.15.2", "2.15.6", "2.15.50")) {
            assertThat(gate.includes(version(out))).as(out).isFalse();
        }
        assertThat(VersionGate.parse("2.14.0_ddn100", null).orElseThrow().includes(version("2.14.0_ddn99")))
                .isFalse();
    }

    @Test
    void parse_ofBounds_isOpenWhereThereIsNone() {
        assertThat(VersionGate.parse(null, null)).contains(VersionGate.ALL);
        assertThat(VersionGate.parse("<=2.10", null)).contains(VersionGate.ALL);
        assertThat(VersionGate.parse("2.16", "2.15")).isEmpty();
        assertThat(VersionGate.parse("new", null)).isEmpty();
        assertThat(VersionGate.parse(null, "old")).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> new VersionGate(version("2.16"), version("2.15")));
    }
}
