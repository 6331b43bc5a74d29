// SPDX-License-Identifier: Apache-2.0
package coral.lustre.hsm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coral.core.posix.Names;
import coral.core.problem.ProblemException;
import coral.lustre.Capture;
import coral.lustre.hsm.HsmCurrentAction.Progress;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HsmTextTest {
    private static final Predicate<String> STATE = Pattern.compile(": \\(0x").asPredicate();
    private static final Predicate<String> ACTION =
            Pattern.compile(": [A-Z]+ .*\\)$").asPredicate();

    /** The lines that are one command's, of several that were recorded together. */
    private static String lines(String name, Predicate<String> wanted) {
        return Arrays.stream(Capture.out(name).split("\n"))
                .filter(wanted)
                .map(line -> line + "\n")
                .collect(Collectors.joining());
    }

    @Test
    void recordedStates_areRead() throws Exception {
        assertThat(LfsHsm.states(lines("09-hsm/flags", STATE)))
                .containsExactly(
                        new HsmState("f3", new HsmFlags(0x19), 1),
                        new HsmState("f4", new HsmFlags(0x20), 0),
                        new HsmState("f5", new HsmFlags(0x9), 3),
                        new HsmState("f5", new HsmFlags(0x49), 3),
                        new HsmState("f5", new HsmFlags(0), 3));
        assertThat(LfsHsm.states(Capture.out("09-hsm/state-archived")))
                .hasSize(7)
                .allMatch(state -> state.flags().archived());
        assertThat(LfsHsm.states(lines("09-hsm/release", STATE)))
                .hasSize(6)
                .allMatch(state -> state.flags().released());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "09-hsm/dirty",
                "09-hsm/import",
                "09-hsm/implicit-restore",
                "09-hsm/rearchive",
                "09-hsm/remove",
                "09-hsm/b-restore-running",
                "09-hsm-failed/b-state"
            })
    void recordedStates_printTheSameAgain(String name) throws Exception {
        String text = lines(name, STATE);
        String again = LfsHsm.states(text).stream()
                .map(s -> s.path() + ": " + s.flags() + (s.archiveId() == 0 ? "" : ", archive_id:" + s.archiveId())
                        + "\n")
                .collect(Collectors.joining());

        assertThat(again).isEqualTo(text).isNotEmpty();
    }

    @Test
    void stateOfAllNames_isRead() throws Exception {
        String name = Names.decode(new byte[] {'a', ':', ' ', '(', '\n', (byte) 0xfe});

        assertThat(LfsHsm.states(name + ": (0x00000100), archive_id:-2\n"))
                .containsExactly(new HsmState(name, new HsmFlags(0x100), 0xfffffffeL));
    }

    @Test
    void wordsThatAreNotThoseOfTheNumber_areRefused() {
        for (String wrong : List.of(
                "f: (0x00000009) exists\n",
                "f: (0x00000001) exists archived\n",
                "f: (0x00000001) exists, archive_id:99999999999\n",
                "f: (0x1) exists\n",
                "f: (0x00000001) exists")) {
            assertThatThrownBy(() -> LfsHsm.states(wrong))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageStartingWith("CORAL-LUSTRE-202");
        }
    }

    @Test
    void recordedActions_areRead() throws Exception {
        assertThat(LfsHsm.actions(Capture.out("09-hsm/action-none")))
                .containsExactly(new HsmCurrentAction("f1", HsmVerb.ARCHIVE, Progress.WAITING, -1, 0, -1));
        List<HsmCurrentAction> running = LfsHsm.actions(lines("09-hsm/b-restore-running", ACTION));
        assertThat(running.get(0))
                .isEqualTo(new HsmCurrentAction("b1", HsmVerb.RESTORE, Progress.RUNNING, 1048576, 0, -1));
        assertThat(LfsHsm.actions("a: NOOP\nb: REMOVE waiting (from 5 to 10)\n"))
                .containsExactly(
                        new HsmCurrentAction("a", HsmVerb.NOOP, Progress.NONE, -1, 0, -1),
                        new HsmCurrentAction("b", HsmVerb.REMOVE, Progress.WAITING, -1, 5, 10));
    }

    @Test
    void recordedAttributes_areReadAndWritten() throws Exception {
        byte[] value = Capture.attribute("09-hsm/b-xattr", "b1", "trusted.hsm");
        HsmAttribute read = HsmAttribute.decode(value);

        assertThat(read).isEqualTo(new HsmAttribute(0, new HsmFlags(9), 1, 0x30000001eL));
        assertThat(read.encode()).isEqualTo(value);
        assertThatThrownBy(() -> HsmAttribute.decode(Arrays.copyOf(value, 23)))
                .hasMessageStartingWith("CORAL-LUSTRE-201");
        assertThatThrownBy(() -> HsmAttribute.decode(Arrays.copyOf(value, 25))).isInstanceOf(ProblemException.class);
    }

    @Test
    void damagedText_isRefusedOrRead_butNeverHangs() {
        Random random = new Random(43);
        byte[] states = Names.encode(lines("09-hsm/release", STATE));
        byte[] actions = Names.encode(lines("09-hsm/b-restore-running", ACTION));
        for (int i = 0; i < 1200; i++) {
            byte[] damaged = Capture.flipped(random, i % 2 == 0 ? states : actions);
            int length = random.nextBoolean() ? damaged.length : random.nextInt(damaged.length);
            String text = Names.decode(Arrays.copyOf(damaged, length));
            try {
                if (i % 2 == 0) {
                    LfsHsm.states(text);
                } else {
                    LfsHsm.actions(text);
                }
            } catch (ProblemException e) {
                assertThat(e.problem().code()).isEqualTo("CORAL-LUSTRE-202");
            }
        }
    }

    @Test
    void garbageWithoutEnd_isRefusedSoon() {
        for (String line : List.of("x\n", "f: (0x00000000)" + " a".repeat(20000) + "\n", "\n")) {
            String garbage = line.repeat(500_000 / line.length());
            assertThatThrownBy(() -> LfsHsm.states(garbage)).isInstanceOf(ProblemException.class);
            assertThatThrownBy(() -> LfsHsm.actions(garbage)).isInstanceOf(ProblemException.class);
        }
    }
}
