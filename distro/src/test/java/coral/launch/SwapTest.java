// SPDX-License-Identifier: Apache-2.0
package coral.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SwapTest {
    private static final List<String> STEPS = List.of(
            "decide",
            "decided",
            "aside data",
            "in place data",
            "aside conf",
            "in place conf",
            "in place deploy",
            "end",
            "nothing");

    @TempDir
    private Path temp;

    @Test
    void swap_stoppedBeforeAnyStep_leavesAllOldOrAllNew() throws IOException {
        for (String step : STEPS) {
            Path home = home(step);
            Swap swap = new Swap(home, now -> stopAt(step, now));
            unpack(swap);
            if (step.equals("nothing")) {
                swap.decide("aside");
                swap.finish();
            } else {
                assertThatThrownBy(() -> {
                            swap.decide("aside");
                            swap.finish();
                        })
                        .hasMessage("scripted");
            }

            // What bin/coral does before the launcher can look.
            Files.createDirectories(home.resolve("data/tmp"));
            boolean finished = Swap.finish(home);

            boolean isNew = !step.equals("decide");
            assertThat(finished).as(step).isEqualTo(isNew && !step.equals("nothing"));
            assertThat(home.resolve("data/room/file")).as(step).hasContent(isNew ? "new" : "old");
            assertThat(home.resolve("conf/file")).as(step).hasContent(isNew ? "new" : "old");
            assertThat(Files.exists(home.resolve("deploy/file"))).as(step).isEqualTo(isNew);
            if (isNew) {
                assertThat(home.resolve("aside/data/room/file")).hasContent("old");
                assertThat(home.resolve("aside/conf/file")).hasContent("old");
                assertThat(home.resolve("restore.new")).doesNotExist();
            }
            assertThat(Swap.finish(home)).isFalse();
        }
    }

    @Test
    void finish_ofADecisionThatIsDamaged_saysWhatToDo_andMovesNothing() throws IOException {
        for (String damaged : List.of("", "../elsewhere", "/elsewhere", "data", "a\0b", "before-restore-1\n")) {
            Path home = home("damaged" + damaged.hashCode());
            unpack(new Swap(home, step -> {}));
            Files.writeString(home.resolve("restore.decided"), damaged);

            assertThatThrownBy(() -> Swap.finish(home))
                    .hasMessageContaining(home.resolve("restore.decided") + " is damaged")
                    .hasMessageContaining("and start again");

            assertThat(home.resolve("data/room/file")).hasContent("old");
            Files.writeString(home.resolve("restore.decided"), "before-restore-1");
            assertThat(Swap.finish(home)).isTrue();
            assertThat(home.resolve("data/room/file")).hasContent("new");
            assertThat(home.resolve("before-restore-1/data/room/file")).hasContent("old");
        }
    }

    @Test
    void inTheWay_isAFolderElsewhere() throws IOException {
        Path home = home("link");
        assertThat(Swap.inTheWay(home)).isEmpty();
        Files.createSymbolicLink(home.resolve("deploy"), temp);

        assertThat(Swap.inTheWay(home)).contains("deploy");
    }

    @Test
    void unpackHere_removesWhatAnInterruptedOneLeft() throws IOException {
        Path home = home("left");
        Swap swap = new Swap(home, step -> {});
        unpack(swap);

        assertThat(swap.unpackHere()).isEmptyDirectory();
    }

    private static void stopAt(String step, String now) throws IOException {
        if (step.equals(now)) {
            throw new IOException("scripted");
        }
    }

    private Path home(String name) throws IOException {
        Path home = temp.resolve(name);
        write(home.resolve("data/room/file"), "old");
        write(home.resolve("conf/file"), "old");
        return home;
    }

    private static void unpack(Swap swap) throws IOException {
        Path unpacked = swap.unpackHere();
        for (String file : List.of("data/room/file", "conf/file", "deploy/file")) {
            write(unpacked.resolve(file), "new");
        }
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
